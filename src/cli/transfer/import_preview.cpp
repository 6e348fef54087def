#include "transfer/import_preview.hpp"

#include "cpcc/files/read.hpp"

#include "cpcc/base/text.hpp"
#include "cpcc/records/value.hpp"

namespace cpcc::cli {

using store::SheetColumn;
using store::SheetLayout;
using Use = SheetColumn::Use;

namespace {

constexpr std::size_t most_rows = 5;
constexpr std::size_t most_changes = 50;

std::string use_of(const SheetColumn& column) {
    switch (column.use) {
        case Use::field:
            return fmt::format("{} {}{}", column.field->id, column.field->label.get(),
                               column.unit.empty() ? "" : say(Words{"（单位：{}）", " (in {})"}, column.unit));
        case Use::unnamed: return say(Words{"无列名，应为空", "no header; must be empty"});
        case Use::numbering: return say(Words{"序号，不读取", "numbering, not read"});
        case Use::reason: return say(Words{"有误原因，不读取", "reasons of rejected rows, not read"});
        case Use::name: return say(Words{"名称，以编号列为准，不读取", "names, not read: the codes count"});
        case Use::ignored: return say(Words{"忽略", "ignored"});
        case Use::unknown: return say(Words{"没有这个字段", "no such field"});
    }
    return {};
}

}  // namespace

files::Table import_table(const std::vector<ImportSource>& sources, const std::vector<store::Counts>& counts) {
    using files::CellType;
    files::Table table{{},
                       {{"file", say(Words{"文件", "file"})},
                        {"added", say(Words{"新增", "added"}), CellType::integer},
                        {"updated", say(Words{"修改", "updated"}), CellType::integer},
                        {"unchanged", say(Words{"未变", "unchanged"}), CellType::integer},
                        {"rejected", say(Words{"有误", "rejected"}), CellType::integer}},
                       {}};
    for (std::size_t i = 0; i < sources.size(); ++i)
        table.rows.push_back(
            {sources[i].name, counts[i].added, counts[i].updated, counts[i].unchanged, counts[i].rejected});
    return table;
}

void ImportPreview::watch(store::ImportOptions& options) {
    options.layout = [this](const SheetLayout& layout) { sheets_.push_back({layout, form_, {}}); };
    options.row = [this](const SheetLayout& layout, const store::Row& row) { add_row(layout, row); };
}

void ImportPreview::begin(const ImportSource& source, const files::Reader& reader) {
    std::erase_if(sheets_, [&](const SheetPreview& sheet) {
        return is_of_source(sheet.layout.file, source);  // of an earlier attempt
    });
    kind_ = source.kind;
    form_ = reader.is_workbook() ? say(Words{"XLSX 工作簿", "XLSX workbook"})
            : reader.has_keys()  ? say(Words{"JSON，{} 编码", "JSON, {}"}, reader.encoding())
                                : say(Words{"CSV，以逗号分隔，{} 编码", "CSV, comma-separated, {}"}, reader.encoding());
}

records::Value ImportPreview::value_of(const SheetColumn& column, const store::Row& row) const {
    if (column.is_of_record()) return row.values[kind_->index(column.field->id)];
    if (column.is_voiding())
        return row.voided ? records::Value{row.voided->empty() ? "yes" : *row.voided} : records::Value{};
    return row.from == 0 ? records::Value{} : records::Value{row.from};
}

std::string ImportPreview::text_of(const records::Field& field, const records::Value& value) const {
    if (std::holds_alternative<records::Clear>(value)) return "-";
    return records::masked(field, records::show(field, value, style_));
}

std::string ImportPreview::name_of(std::string_view id, const Words& label) const {
    return style_ == records::Style::raw ? std::string(id) : label.str();
}

void ImportPreview::add_row(const SheetLayout& layout, const store::Row& row) {
    SheetPreview& sheet = sheets_.back();
    if (sheet.rows.size() == most_rows) return;
    std::vector<files::Cell>& cells = sheet.rows.emplace_back();
    cells.emplace_back(std::int64_t{row.line});
    for (const SheetColumn& column : layout.columns)
        if (column.is_field()) cells.push_back(files::text_cell(text_of(*column.field, value_of(column, row))));
}

void ImportPreview::take_changes(store::Change& change) { changes_ = change.changed_values(most_changes); }

files::Table ImportPreview::columns_of_sheet(const SheetPreview& sheet) const {
    const SheetLayout& layout = sheet.layout;
    files::Table table;
    table.heading.title =
        say(Words{"{}：{}{}，表头在第 {} 行", "{}: {}{}, header in line {}"}, layout.file, sheet.form,
            layout.sheet.empty() ? "" : say(Words{"，工作表“{}”", ", sheet \"{}\""}, layout.sheet), layout.header_line);
    table.columns = {{"column", say(Words{"列", "column"})},
                     {"header", say(Words{"列名", "header"})},
                     {"read_as", say(Words{"读作", "read as"})}};
    for (std::size_t i = 0; i < layout.columns.size(); ++i)
        table.rows.push_back(
            {files::column_letters(i), files::text_cell(layout.columns[i].header), use_of(layout.columns[i])});
    for (const store::FixedField& fixed : layout.fixed)
        table.rows.push_back({files::text_cell(""), say(Words{"固定值：{}", "fixed: {}"}, fixed.text),
                              fmt::format("{} {}", fixed.field->id, fixed.field->label.get())});
    return table;
}

files::Table ImportPreview::rows_of_sheet(const SheetPreview& sheet) const {
    files::Table table;
    table.heading.title = say(Words{"前 {} 行", "First rows: {}"}, sheet.rows.size());
    table.columns = {{"line", say(Words{"行", "line"}), files::CellType::integer}};
    for (const SheetColumn& column : sheet.layout.columns)
        if (column.is_field()) table.columns.push_back({std::string(column.field->id), column.field->label.str()});
    table.rows = sheet.rows;
    return table;
}

std::vector<files::Table> ImportPreview::tables() const {
    std::vector<files::Table> tables;
    for (const SheetPreview& sheet : sheets_) {
        tables.push_back(columns_of_sheet(sheet));
        if (!sheet.rows.empty()) tables.push_back(rows_of_sheet(sheet));
    }
    if (changes_.empty()) return tables;
    files::Table& table = tables.emplace_back();
    table.heading.title = say(Words{"将修改的内容", "Changes of existing records"});
    table.columns = {{"kind", say(Words{"类别", "kind"})},
                     {"record", say(Words{"记录", "record"})},
                     {"field", say(Words{"字段", "field"})},
                     {"old", say(Words{"原值", "old value"})},
                     {"new", say(Words{"新值", "new value"})}};
    for (const store::ChangedValue& change : changes_) {
        const records::Kind& kind = records::kind(change.kind);
        const records::Field* field = kind.find(change.field);
        table.rows.push_back({name_of(kind.id, kind.label), change.record,
                              field == nullptr ? change.field : name_of(field->id, field->label),
                              files::text_cell(change.old_value), files::text_cell(change.new_value)});
    }
    return tables;
}

}  // namespace cpcc::cli
