#include "cpcc/files/table.hpp"

#include <algorithm>

namespace cpcc::files {

namespace {

// Returns the positions of the columns that name the rows or have the theme.
std::vector<std::size_t> columns_of(const Table& table, std::string_view theme) {
    std::vector<std::size_t> chosen;
    for (std::size_t c = 0; c < table.columns.size(); ++c)
        if (table.columns[c].theme.empty() || table.columns[c].theme == theme) chosen.push_back(c);
    return chosen;
}

Table part_of(const Table& table, const std::vector<std::size_t>& columns) {
    Table part;
    for (const std::size_t c : columns) part.columns.push_back(table.columns[c]);
    for (const auto& row : table.rows) {
        auto& cells = part.rows.emplace_back();
        for (const std::size_t c : columns) cells.push_back(row[c]);
    }
    return part;
}

}  // namespace

void Table::put_into(Sink& sink) const {
    sink.begin(heading, columns);
    for (const auto& cells : rows) sink.row(cells);
}

void Table::write_to(Sink& sink) const {
    put_into(sink);
    sink.end();
}

std::vector<Table> split_by_theme(const Table& table) {
    std::vector<std::string_view> themes;
    for (const Column& column : table.columns)
        if (!column.theme.empty() && std::find(themes.begin(), themes.end(), column.theme) == themes.end())
            themes.push_back(column.theme);
    if (themes.empty()) return {table};
    std::vector<Table> parts;
    for (const std::string_view theme : themes) {
        parts.push_back(part_of(table, columns_of(table, theme)));
        parts.back().heading.title = theme;
    }
    parts.front().heading.charts = table.heading.charts;
    parts.back().heading.notes = table.heading.notes;
    return parts;
}

}  // namespace cpcc::files
