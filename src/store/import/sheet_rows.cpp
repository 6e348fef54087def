#include "import/sheet_rows.hpp"

#include "cpcc/base/counted.hpp"
#include "cpcc/base/error.hpp"
#include "cpcc/base/folding.hpp"
#include "cpcc/base/money.hpp"
#include "cpcc/base/suggest.hpp"
#include "cpcc/base/text.hpp"
#include "import/column_match.hpp"

#include <algorithm>
#include <array>

namespace cpcc::store {

using records::Kind;
using Use = SheetColumn::Use;

namespace {

std::vector<KeptRow> first_rows(files::Reader& reader) {
    std::vector<KeptRow> rows;
    for (files::Row row; rows.size() < header_search_rows && reader.next(row);) rows.emplace_back(row);
    return rows;
}

// Returns the texts of a row. Merged cells have the same text.
std::string text_of(const KeptRow& row) {
    std::vector<std::string> texts;
    for (const std::string& cell : row.cells)
        if (const std::string text(trim(cell)); !text.empty() && (texts.empty() || texts.back() != text))
            texts.push_back(text);
    return join(texts, " ");
}

// Returns a unit of ten thousand or thousand yuan that a text about units or amounts names somewhere:
// （单位：万元、人次）, 以万元为单位, 金额：人民币万元. Not an amount such as 12万元.
std::string large_unit_in(const std::string& text) {
    if (text.find("单位") == std::string::npos && text.find("金额") == std::string::npos) return {};
    for (const std::string_view unit : {"亿元", "万元", "千元"}) {
        const auto at = text.find(unit);
        const bool is_amount = at != std::string::npos && at > 0 && text[at - 1] >= '0' && text[at - 1] <= '9';
        if (at != std::string::npos && !is_amount && places_of_unit(std::string(unit))) return std::string(unit);
    }
    return {};
}

// Returns the unit that a title gives for the amounts of the sheet: 单位：万元.
std::string unit_in_title(const std::string& cell) {
    constexpr std::string_view word = "单位:";
    const std::string text = folded(cell);
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
        const auto start = text.begin() + static_cast<std::ptrdiff_t>(at + word.size());
        const auto end = std::find_if(start, text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
        if (const std::string unit(start, end); places_of_unit(unit)) return unit;  // not 单位:元宝村
    }
    return large_unit_in(text);
}

std::string quoted(const std::vector<std::string>& texts) {
    std::vector<std::string> all;
    for (const std::string& text : texts) all.push_back(say(Words{"“{}”", "\"{}\""}, text));
    return listed(all);
}

// Returns whether a cell is nearly called like a field.
bool is_near_header(const Kind& kind, const std::vector<std::string>& cells) {
    std::vector<std::string_view> names;
    for (const records::Field& field : kind.fields)
        names.insert(names.end(), {field.id, field.label.zh, field.label.en});
    return std::any_of(cells.begin(), cells.end(),
                       [&](const std::string& cell) { return nearest(trim(cell), names).has_value(); });
}

// Returns the kind of which a header names more fields than of the kind that it was found for; null: there is none. One
// field more proves nothing: kinds share most of their fields.
const Kind* fitting_better(const Header& header) {
    const Kind* better = nullptr;
    std::size_t most = header.fields + 1;
    for (const Kind* kind : records::kinds()) {
        const ResolvedMap none;
        const std::size_t fields = ColumnNames(*kind, none).count_fields(header.cells);
        if (fields <= most) continue;
        better = kind;
        most = fields;
    }
    return better;
}

struct Separator {
    std::string_view sign;
    Words name;
};
constexpr std::array<Separator, 4> separators{{{"\t", {"制表符（TAB）", "tabs"}},
                                               {";", {"分号", "semicolons"}},
                                               {"|", {"竖线 |", "vertical bars"}},
                                               {"，", {"全角逗号", "full-width commas"}}}};

}  // namespace

SheetRows::SheetRows(const ColumnNames& names, files::Reader& reader, const std::string& file, const std::string& sheet,
                     const ImportOptions& options)
    : names_(names), reader_(reader), first_(first_rows(reader)), layout_{file, sheet, 0, 1, {}} {
    if (first_.empty() && reader.has_keys()) return;
    if (first_.empty())
        throw Error(Exit::failed, say(Words{"{} 是空的，没有表头", "{} is empty: it has no header"}, file),
                    say(Words{"请在第一行填写列名；空白表可用 cpcc template 生成",
                              "put the column names in the first line; `cpcc template` writes a blank sheet"}));
    find_columns(options);
}

// Returns the row that is taken for the header where none names a field: the first with several cells.
std::size_t SheetRows::fallback() const {
    for (std::size_t i = 0; i < first_.size(); ++i)
        if (cells_with_text(first_[i].cells) > 1) return i;
    return 0;
}

void SheetRows::find_columns(const ImportOptions& options) {
    if (!reader_.is_workbook() && !reader_.has_keys()) require_commas();
    std::optional<Header> header = find_header(names_, first_);
    if (!header) {
        const std::size_t row = fallback();
        header = Header{row, 1, 0, first_[row].cells};
    }
    while (reader_.is_workbook() && !header->cells.empty() && trim(header->cells.back()).empty())
        header->cells.pop_back();  // columns that only have a format
    for (std::size_t row = 0; row < header->row; ++row)
        for (const std::string& cell : first_[row].cells)
            if (const std::string unit = unit_in_title(cell); !unit.empty())
                for (std::string& name : header->cells) name = names_.with_unit(name, unit);
    layout_.header_line = first_[header->row].line;
    layout_.header_rows = static_cast<int>(header->rows);
    next_ = header->row + header->rows;
    std::vector<Refusal> errors;
    layout_.columns = map_columns(names_, header->cells, options, layout_.file, layout_.header_line, errors);
    if (header->fields == 0 && !is_near_header(names_.kind(), header->cells))
        errors = {{layout_.file, layout_.header_line, "",
                   say(Words{"没有找到表头：前 {} 行都没有{}的字段名称；见 cpcc fields {}",
                             "no header: none of the first {} rows names a field of {}; see cpcc fields {}"},
                       first_.size(), names_.kind().label.get(), names_.kind().id)}};
    if (const Kind* better = errors.empty() ? nullptr : fitting_better(*header))
        errors = {{layout_.file, layout_.header_line, "",
                   say(Words{"这一行的列名更像{0}，而不是{1}；导入{0}请用 cpcc import {2}",
                             "the header is one of {0} rather than {1}; to import it, use cpcc import {2}"},
                       better->label.get(), names_.kind().label.get(), better->id)}};
    for (const ResolvedMap::Fixed& fixed : names_.map().fixed) layout_.fixed.push_back({fixed.field, fixed.text});
    if (options.layout) options.layout(layout_);
    if (!errors.empty()) throw Refused(std::move(errors));
}

// Throws if another sign than the comma separates the columns. Naming it helps more than an unknown column.
void SheetRows::require_commas() const {
    for (const KeptRow& row : first_) {
        if (row.cells.size() > 1) continue;
        for (const Separator& separator : separators) {
            const auto parts = cpcc::split(row.cells.front(), separator.sign);
            const std::vector<std::string> cells(parts.begin(), parts.end());
            const bool ascii = separator.sign.size() == 1;
            const bool first = &row == &first_.front() && ascii && cells.size() > 1;
            if (!first && names_.count_fields(cells) < 2) continue;
            throw Error(
                Exit::failed,
                say(Words{"{}:{}: 各列以{}分隔，应以逗号分隔", "{}:{}: columns are separated by {} instead of commas"},
                    layout_.file, row.line, separator.name.get()),
                say(Words{"请另存为“CSV UTF-8（逗号分隔）”或 .xlsx",
                          "save it as \"CSV UTF-8 (comma delimited)\" or as .xlsx"}));
        }
    }
}

bool SheetRows::next(files::Row& row) {
    if (next_ < first_.size())
        row = first_[next_++].row();
    else if (!reader_.next(row))
        return false;
    if (reader_.is_workbook() && row.cells.size() < layout_.columns.size()) {
        cells_.assign(row.cells.begin(), row.cells.end());
        cells_.resize(layout_.columns.size());
        row.cells = cells_;
    }
    return true;
}

std::vector<std::string> SheetRows::notes() const {
    std::vector<std::string> notes, titles, dressed;
    for (const KeptRow& row : first_)
        if (row.line < layout_.header_line) titles.push_back(text_of(row));
    if (!titles.empty())
        notes.push_back(
            say(Words{"{}：表头在第 {} 行；上方的{}未读取。", "{}: the header is in line {}; not read above it: {}."},
                layout_.file, layout_.header_line, quoted(titles)));
    if (layout_.header_rows > 1)
        notes.push_back(
            say(Words{"{}：表头由第 {} 行和下一行合并而成。", "{}: the header is joined from line {} and the next."},
                layout_.file, layout_.header_line));
    for (const SheetColumn& column : layout_.columns)
        if (column.is_field() && !column.field->is_called(column.header))
            dressed.push_back(say(Words{"“{}”为 {}", "\"{}\" as {}"}, column.header, column.field->id));
    if (!dressed.empty())
        notes.push_back(say(Words{"{}：列名按以下理解：{}。", "{}: columns read: {}."}, layout_.file, listed(dressed)));
    std::vector<std::string> missing;
    for (const ResolvedMap::Column& column : names_.map().columns)
        if (std::none_of(layout_.columns.begin(), layout_.columns.end(),
                         [&](const SheetColumn& each) { return names_.is_of(column, each.header); }))
            missing.push_back(column.header);
    if (!missing.empty())
        notes.push_back(
            say(Words{"{}：导入方案中的列，表中没有：{}。", "{}: columns of the map that the sheet does not have: {}."},
                layout_.file, quoted(missing)));
    return notes;
}

namespace {

bool is_empty_sheet(files::Reader& reader, std::size_t index) {
    reader.select(index);
    files::Row row;
    return !reader.next(row);
}

// What a sheet has a header of.
struct SheetHeader {
    bool fits = false;            // the kind asked for
    const Kind* other = nullptr;  // another kind
};

SheetHeader header_of(const ColumnNames& names, files::Reader& reader, std::size_t index) {
    reader.select(index);
    const auto header = find_header(names, first_rows(reader));
    if (!header || !is_header(*header)) return {};
    const Kind* better = fitting_better(*header);
    return {better == nullptr, better};
}

std::size_t named_sheet(files::Reader& reader, const std::string& file, const std::string& name) {
    const auto& sheets = reader.sheets();
    std::vector<std::string_view> names;
    for (std::size_t i = 0; i < sheets.size(); ++i) {
        if (sheets[i].name == name) return i;
        names.push_back(sheets[i].name);
    }
    const auto number = whole_number(name);
    if (number && *number >= 1 && static_cast<std::size_t>(*number) <= sheets.size())
        return static_cast<std::size_t>(*number) - 1;
    throw unknown_word(
        say(Words{"{} 中没有工作表“{}”", "{} has no sheet \"{}\""}, file, name), name, names,
        say(Words{"工作表：{}", "its sheets: {}"}, listed(std::vector<std::string>(names.begin(), names.end()))));
}

void note_others(const std::string& file, const std::vector<std::string>& taken, const std::vector<std::string>& others,
                 const std::vector<std::string>& hidden, std::vector<std::string>& notes) {
    if (taken.size() > 1)
        notes.push_back(
            say(Words{"{}：读取 {} 个工作表：{}。", "{}: {} sheets read: {}."}, file, taken.size(), quoted(taken)));
    if (!others.empty())
        notes.push_back(
            say(Words{"{}：未读取没有相应表头的工作表：{}。", "{}: sheets without such a header, not read: {}."}, file,
                listed(others)));
    if (!hidden.empty())
        notes.push_back(say(Words{"{}：未读取隐藏的工作表：{}（可用 --sheet 指定）。",
                                  "{}: hidden sheets, not read: {} (--sheet reads one)."},
                            file, quoted(hidden)));
}

}  // namespace

std::vector<ChosenSheet> choose_sheets(const ColumnNames& names, files::Reader& reader, const std::string& file,
                                       const ImportOptions& options, std::vector<std::string>& notes) {
    const auto& sheets = reader.sheets();
    if (!reader.is_workbook() && !options.sheet.empty())
        throw Error(Exit::usage, say(Words{"{} 不是工作簿，没有工作表", "{} is no workbook and has no sheets"}, file),
                    say(Words{"请去掉 --sheet", "leave out --sheet"}));
    if (!reader.is_workbook()) return {{0, "", file}};
    if (sheets.size() == 1 && options.sheet.empty()) return {{0, sheets[0].name, file}};
    if (!options.sheet.empty()) {
        const std::size_t index = named_sheet(reader, file, options.sheet);
        return {{index, sheets[index].name, file}};
    }
    std::vector<ChosenSheet> chosen;
    std::vector<std::string> taken, others, hidden;
    std::optional<std::size_t> first;  // with any text
    for (std::size_t i = 0; i < sheets.size(); ++i) {
        if (is_empty_sheet(reader, i)) continue;
        if (sheets[i].hidden) {
            hidden.push_back(sheets[i].name);
        } else {
            if (!first) first = i;
            const SheetHeader header = header_of(names, reader, i);
            if (header.fits) {
                taken.push_back(sheets[i].name);
                chosen.push_back({i, sheets[i].name, file});
            } else {
                others.push_back(quoted({sheets[i].name}) +
                                 (header.other == nullptr ? std::string()
                                                          : say(Words{"（{}）", " ({})"}, header.other->label.get())));
            }
        }
    }
    if (chosen.empty()) {
        const std::size_t only = first.value_or(0);
        if (first) others.erase(others.begin());
        chosen.push_back({only, sheets[only].name, file});
    }
    if (chosen.size() > 1)
        for (ChosenSheet& sheet : chosen) sheet.file = fmt::format("{}[{}]", file, sheet.name);
    note_others(file, taken, others, hidden, notes);
    return chosen;
}

}  // namespace cpcc::store
