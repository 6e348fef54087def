#include "records/record_table.hpp"

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

std::vector<const Field*> all_fields(const records::Kind& kind) {
    std::vector<const Field*> fields;
    for (const Field& field : kind.fields) fields.push_back(&field);
    return fields;
}

RecordColumns file_columns(Context& context, const records::Kind& kind, bool reveal) {
    return {&kind, all_fields(kind), false, false, context.write_options().excel, reveal};
}

std::vector<files::Column> columns_of(const RecordColumns& columns) {
    std::vector<files::Column> all;
    if (columns.row_number) all.push_back({"row", say(Words{"行号", "row"}), files::CellType::text});
    for (const Field* field : columns.fields)
        all.push_back({std::string(field->id), field->label.str(), cell_type(*field)});
    if (columns.voided) all.push_back({"voided", say(Words{"作废", "voided"}), files::CellType::text});
    if (columns.day) all.push_back({std::string(columns.day->id), columns.day->label.str(), files::CellType::date});
    return all;
}

void fill_row(const RecordColumns& columns, const store::Record& record, std::vector<files::Cell>& cells,
              std::int64_t day) {
    const auto style = columns.human ? records::Style::human : records::Style::raw;
    cells.resize(columns.fields.size() + (columns.row_number ? 1 : 0) + (columns.voided ? 1 : 0) +
                 (columns.day ? 1 : 0));
    auto cell = cells.begin();
    if (columns.row_number) files::put_text(*cell++, "#" + std::to_string(record.id));
    for (const Field* field : columns.fields) {
        const auto& value = record.values[static_cast<std::size_t>(field - columns.kind->fields.data())];
        const auto* text = std::get_if<std::string>(&value);
        if (std::holds_alternative<records::Clear>(value))
            files::put_text(*cell, "-");
        else if (records::empty(value))
            *cell = std::monostate{};
        else if (cell_type(*field) != files::CellType::text)
            *cell = records::number(value);
        else if (text && (field->type != Type::phone || columns.reveal))
            files::put_text(*cell, *text);
        else
            files::put_text(*cell, text ? records::masked(*text) : show(*field, value, style));
        ++cell;
    }
    if (columns.voided) {
        if (record.voided)
            files::put_text(*cell, columns.human ? say(Words{"是", "yes"}) : "yes");
        else
            *cell = std::monostate{};
        ++cell;
    }
    if (columns.day) *cell = day == 0 ? files::Cell{} : files::Cell{day};
}

}  // namespace cpcc::cli
