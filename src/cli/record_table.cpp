#include "record_table.hpp"

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

std::vector<files::Column> columns_of(const RecordColumns& columns) {
    std::vector<files::Column> all;
    if (columns.row_number) all.push_back({"row", say(Words{"行号", "row"}), files::CellType::text});
    for (const Field* field : columns.fields) all.push_back({std::string(field->id), field->label.str(), cell_type(*field)});
    if (columns.voided) all.push_back({"voided", say(Words{"作废", "voided"}), files::CellType::text});
    return all;
}

void fill_row(const RecordColumns& columns, const store::Record& record, std::vector<files::Cell>& cells) {
    const auto style = columns.human ? records::Style::human : records::Style::raw;
    cells.clear();
    if (columns.row_number) cells.emplace_back("#" + std::to_string(record.id));
    for (const Field* field : columns.fields) {
        const auto& value = record.values[static_cast<std::size_t>(field - columns.kind->fields.data())];
        if (records::empty(value)) cells.emplace_back();
        else if (cell_type(*field) != files::CellType::text) cells.emplace_back(records::number(value));
        else if (field->type == Type::phone && !columns.reveal) cells.emplace_back(records::masked(std::get<std::string>(value)));
        else cells.emplace_back(show(*field, value, style));
    }
    if (columns.voided) {
        if (record.voided) cells.emplace_back(columns.human ? say(Words{"是", "yes"}) : "yes");
        else cells.emplace_back();
    }
}

}  // namespace cpcc::cli
