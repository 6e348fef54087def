#include "import/column_match.hpp"

#include "cpcc/base/folding.hpp"
#include "cpcc/base/suggest.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/store/name_column.hpp"
#include "cpcc/store/voided.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace cpcc::store {

using records::Field;
using records::Kind;
using records::Type;
using Use = SheetColumn::Use;

namespace {

// Each opening bracket before its closing one.
constexpr std::array<std::string_view, 14> brackets{"(",  ")",  "[",  "]",  "【", "】", "〔",
                                                    "〕", "〈", "〉", "《", "》", "{",  "}"};

// Removes what is in brackets from a folded header, and returns it.
std::string take_brackets(std::string& header) {
    std::string inside;
    for (std::size_t i = 0; i < brackets.size(); i += 2)
        for (auto open = header.find(brackets[i]); open != std::string::npos; open = header.find(brackets[i])) {
            const auto close = header.find(brackets[i + 1], open);
            if (close == std::string::npos) break;
            inside += header.substr(open + brackets[i].size(), close - open - brackets[i].size());
            header.erase(open, close + brackets[i + 1].size() - open);
        }
    return inside;
}

bool strip_sign(std::string& header) {
    constexpr std::array<std::string_view, 24> signs{"*", ":", ".", ",", "、", "，", "。", "※", "★", "☆", "●", "○",
                                                     "◆", "◇", "■", "□", "▲",  "△",  "▼",  "!", "_", "-", "|", "\""};
    for (const std::string_view sign : signs) {
        if (header.starts_with(sign)) return header.erase(0, sign.size()), true;
        if (header.ends_with(sign)) return header.erase(header.size() - sign.size()), true;
    }
    return false;
}

// Removes a number such as `1.` or `一、` from the start.
void strip_number(std::string& header) {
    constexpr std::array<std::string_view, 10> chinese{"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
    std::size_t end = std::min(header.find_first_not_of("0123456789"), header.size());
    for (const std::string_view digit : chinese)
        if (header.starts_with(digit)) end = digit.size();
    if (end == 0) return;
    for (const std::string_view mark : {".", "、", ")"})
        if (std::string_view(header).substr(end).starts_with(mark)) return void(header.erase(0, end + mark.size()));
}

std::string undressed(std::string header, std::string& inside) {
    inside = take_brackets(header);
    if (header.empty()) header = std::exchange(inside, "");  // 【备注】
    while (strip_sign(header)) {}
    strip_number(header);
    if (const auto slash = header.find('/'); slash != std::string::npos && slash > 0) {
        inside += header.substr(slash + 1);  // 现金/元
        header.erase(slash);
    }
    return header;
}

std::string unit_in(const std::string& inside) {
    for (const std::string_view unit : {"万", "亿", "千", "百"})
        if (inside.find(unit) != std::string::npos) return inside;
    return {};
}

bool is_called(const Field& field, const std::string& name) {
    return !name.empty() &&
           (name == folded(field.id) || name == folded(field.label.zh) || name == folded(field.label.en) ||
            (!field.former_label.empty() && name == folded(field.former_label)));
}

// Returns what a column can name besides the fields of the kind: the day from which dated ones hold, and the voiding.
std::vector<const Field*> further_columns(const Kind& kind) {
    std::vector<const Field*> fields{&voided_field()};
    if (kind.has_dated_fields()) fields.push_back(&records::from_field());
    return fields;
}

std::vector<const Field*> fields_of_columns(const Kind& kind) {
    std::vector<const Field*> fields = further_columns(kind);
    for (const Field& field : kind.fields) fields.push_back(&field);
    return fields;
}

const Field* find_folded(const Kind& kind, const std::string& name) {
    for (const Field* field : fields_of_columns(kind))
        if (is_called(*field, name)) return field;
    return nullptr;
}

const Field* find_exact(const Kind& kind, const std::string& name) {
    if (const Field* field = kind.find_header(name)) return field;
    for (const Field* field : further_columns(kind))
        if (field->is_called(name)) return field;
    return nullptr;
}

bool is_numbering(std::string_view header) {
    constexpr std::array<std::string_view, 9> words{"序号", "序", "顺序", "顺序号", "行号", "#", "no", "no.", "№"};
    std::string name = folded(header), inside;
    if (std::find(words.begin(), words.end(), name) != words.end()) return true;
    name = undressed(name, inside);
    return std::find(words.begin(), words.end(), name) != words.end();
}

bool is_reason(std::string_view header) { return header == "原因" || header == "reason"; }

// Maps the columns of one header.
class ColumnMapper {
public:
    ColumnMapper(const Kind& kind, const ImportOptions& options, const std::string& file, int line,
                 std::vector<Refusal>& errors)
        : kind_(kind), options_(options), file_(file), line_(line), errors_(errors) {}

    std::vector<SheetColumn> run(std::span<const std::string> header) {
        for (const std::string& cell : header) {
            const ColumnMatch match = match_column(kind_, cell);
            columns_.push_back({std::string(undefuse(trim(cell))), Use::unnamed, match.field, match.unit});
            exact_.push_back(match.exact);
        }
        for (std::size_t i = 0; i < columns_.size(); ++i) decide(i);
        std::set<const Field*> earlier;
        for (SheetColumn& column : columns_) {
            if (column.use == Use::unknown) require_known(column);
            if (!column.is_field()) continue;
            if (!earlier.insert(column.field).second) refuse(column, say(Words{"该列重复", "duplicate column"}));
            require_unit(column);
        }
        return std::move(columns_);
    }

private:
    void decide(std::size_t i) {
        SheetColumn& column = columns_[i];
        if (column.field && !exact_[i] && named_exactly(column.field)) column.field = nullptr;
        if (column.field) {
            column.use = Use::field;
            named_.insert(column.field);
        } else if (is_numbering(column.header)) {
            column.use = Use::numbering;
        } else if (is_reason(column.header) && i + 1 == columns_.size()) {
            column.use = Use::reason;
        } else if (names_another(column)) {
            column.use = Use::name;
        } else if (!column.header.empty()) {
            column.use = Use::unknown;
        }
    }

    // Returns whether the column has the names of the codes in another column.
    bool names_another(const SheetColumn& column) const {
        return std::any_of(columns_.begin(), columns_.end(), [&](const SheetColumn& other) {
            const auto names = other.field ? name_column_of(*other.field) : std::nullopt;
            return names && names->is_called(column.header);
        });
    }

    bool named_exactly(const Field* field) const {
        for (std::size_t i = 0; i < columns_.size(); ++i)
            if (exact_[i] && columns_[i].field == field) return true;
        return false;
    }

    // Amounts in 万元 are ten thousand times as large: nothing to guess.
    void require_unit(SheetColumn& column) {
        const bool amount = column.field->type == Type::money;
        const bool number = amount || column.field->type == Type::count || column.field->type == Type::number;
        if (!number) column.unit.clear();
        if (column.unit.empty()) return;
        if (amount && options_.lenient && (column.unit == "万元" || column.unit == "万")) {
            column.unit = "万元";
            return;
        }
        refuse(column,
               amount ? say(Words{"该列的单位是“{}”，应以元为单位；请换算，万元也可加 --lenient 换算",
                                  "amounts in \"{}\" are not in yuan; convert them, or those in 万元 with --lenient"},
                            column.unit)
                      : say(Words{"该列的单位是“{}”，请换算", "the unit \"{}\" scales the numbers; convert them"},
                            column.unit));
    }

    // Refuses an unknown column. One that is nearly called like a field that has no column is refused even where
    // unknown columns are ignored: the field would be lost.
    void require_known(const SheetColumn& column) {
        std::vector<std::string_view> missing, all;
        for (const Field* field : fields_of_columns(kind_))
            for (const std::string_view name : {field->id, field->label.zh, field->label.en}) {
                all.push_back(name);
                if (!named_.contains(field)) missing.push_back(name);
            }
        const bool near = nearest(column.header, missing).has_value();
        if (options_.ignore_unknown && !near) return;
        const std::string see = say(Words{"见 cpcc fields {}，或加 --ignore-unknown 忽略该列",
                                          "see cpcc fields {}, or ignore it with --ignore-unknown"},
                                    kind_.id);
        std::string remedy = suggest(column.header, near ? missing : all, see);
        if (near && options_.ignore_unknown)
            remedy += say(
                Words{"（不予忽略；确不需要的，请删除该列或改名）", " (not ignored; rename the column, or delete it)"});
        refuse(column, say(Words{"{}没有这一列；{}", "{} has no such column; {}"}, kind_.label.get(), remedy));
    }

    void refuse(const SheetColumn& column, std::string reason) {
        errors_.push_back({file_, line_, column.header, std::move(reason)});
    }

    const Kind& kind_;
    const ImportOptions& options_;
    const std::string& file_;
    int line_;
    std::vector<Refusal>& errors_;
    std::vector<SheetColumn> columns_;
    std::vector<bool> exact_;  // whether the column names its field as it is
    std::set<const Field*> named_;
};

}  // namespace

ColumnMatch match_column(const Kind& kind, std::string_view header) {
    const std::string name(undefuse(trim(header)));
    if (name.empty()) return {};
    if (const Field* field = find_exact(kind, name)) return {field, true};
    const std::string plain = folded(name);
    if (const Field* field = find_folded(kind, plain)) return {field};
    std::string inside;
    const Field* field = find_folded(kind, undressed(plain, inside));
    return {field, false, unit_in(inside)};
}

std::size_t count_fields(const Kind& kind, std::span<const std::string> header) {
    std::set<const Field*> named;
    for (const std::string& cell : header)
        if (const Field* field = match_column(kind, cell).field) named.insert(field);
    return named.size();
}

std::vector<SheetColumn> map_columns(const Kind& kind, std::span<const std::string> header,
                                     const ImportOptions& options, const std::string& file, int line,
                                     std::vector<Refusal>& errors) {
    return ColumnMapper(kind, options, file, line, errors).run(header);
}

}  // namespace cpcc::store
