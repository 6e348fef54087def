#include "records/record_table.hpp"

#include "cpcc/store/name_column.hpp"
#include "cpcc/store/names.hpp"
#include "cpcc/store/voided.hpp"

#include <algorithm>

namespace cpcc::cli {

using records::Field;
using records::Type;

namespace {

files::CellType cell_type(const Field& field) {
    switch (field.type) {
        case Type::date: return files::CellType::date;
        case Type::count:
        case Type::percent: return files::CellType::integer;
        case Type::money: return files::CellType::money;
        default: return files::CellType::text;
    }
}

}  // namespace

Option names_option(bool& into) {
    return {
        .name = "names",
        .into = &into,
        .help = {"CSV、JSON 中在每个编号后增加一列名称", "in CSV and JSON, a column with the name behind each code"}};
}

std::vector<const Field*> all_fields(const records::Kind& kind) {
    std::vector<const Field*> fields;
    for (const Field& field : kind.fields) fields.push_back(&field);
    return fields;
}

RecordColumns file_columns(Context& context, const records::Kind& kind, bool reveal) {
    return {&kind, all_fields(kind), false, false, context.write_options().excel, reveal};
}

namespace {

// Returns whether a data file has a column with the names of what the field refers to.
bool has_name_column(const RecordColumns& columns, const Field& field) {
    return columns.names && columns.name_columns && !field.target.empty() &&
           store::Names::has_names(records::kind(field.target));
}

// Puts the value of a field that refers to other records.
void put_names(const RecordColumns& columns, const Field& field, const records::Value& value, files::Cell& cell) {
    if (records::empty(value))
        cell = std::monostate{};
    else
        files::put_text(cell, show(field, columns.names->named(field, value, columns.codes), records::Style::human));
}

}  // namespace

std::vector<files::Column> columns_of(const RecordColumns& columns) {
    std::vector<files::Column> all;
    if (columns.row_number) all.push_back({"row", say(Words{"行号", "row"}), files::CellType::text});
    for (const Field* field : columns.fields) {
        all.push_back({std::string(field->id), field->label.str(), cell_type(*field)});
        if (has_name_column(columns, *field)) {
            const auto names = store::name_column_of(*field);
            all.push_back({names->id, names->label(), files::CellType::text});
        }
    }
    if (columns.voided) all.push_back({std::string(store::voided_field().id), store::voided_field().label.str()});
    if (columns.day) all.push_back({std::string(columns.day->id), columns.day->label.str(), files::CellType::date});
    if (columns.void_reasons) all.push_back({std::string(store::voided_field().id), store::voided_field().label.str()});
    return all;
}

void fill_row(const RecordColumns& columns, const store::Record& record, std::vector<files::Cell>& cells,
              std::int64_t day) {
    const auto style = columns.human ? records::Style::human : records::Style::raw;
    const auto name_columns = std::count_if(columns.fields.begin(), columns.fields.end(),
                                            [&](const Field* field) { return has_name_column(columns, *field); });
    cells.resize(columns.fields.size() + static_cast<std::size_t>(name_columns) + (columns.row_number ? 1 : 0) +
                 (columns.voided ? 1 : 0) + (columns.day ? 1 : 0) + (columns.void_reasons ? 1 : 0));
    auto cell = cells.begin();
    if (columns.row_number) files::put_text(*cell++, "#" + std::to_string(record.id));
    for (const Field* field : columns.fields) {
        const auto& value = record.values[static_cast<std::size_t>(field - columns.kind->fields.data())];
        const auto* text = std::get_if<std::string>(&value);
        if (std::holds_alternative<records::Clear>(value))
            files::put_text(*cell, "-");
        else if (records::empty(value))
            *cell = std::monostate{};
        else if (columns.names && !columns.name_columns && !field->target.empty())
            put_names(columns, *field, value, *cell);
        else if (cell_type(*field) != files::CellType::text)
            *cell = records::number(value);
        else if (text && (field->type != Type::phone || columns.reveal))
            files::put_text(*cell, *text);
        else
            files::put_text(*cell, text ? records::masked(*text) : show(*field, value, style));
        ++cell;
        if (has_name_column(columns, *field)) put_names(columns, *field, value, *cell++);
    }
    if (columns.voided) {
        if (record.voided)
            files::put_text(*cell, columns.human ? say(Words{"是", "yes"}) : "yes");
        else
            *cell = std::monostate{};
        ++cell;
    }
    if (columns.day) *cell++ = day == 0 ? files::Cell{} : files::Cell{day};
    if (!columns.void_reasons) return;
    const auto reason = columns.void_reasons->find(record.id);
    if (reason == columns.void_reasons->end())
        *cell = std::monostate{};
    else
        files::put_text(*cell, reason->second.empty() ? "yes" : reason->second);
}

}  // namespace cpcc::cli
