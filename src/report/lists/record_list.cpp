#include "lists/record_list.hpp"

#include "cpcc/base/money.hpp"
#include "cpcc/records/stored.hpp"
#include "cpcc/records/value.hpp"
#include "facts/settled.hpp"

#include <algorithm>
#include <array>

namespace cpcc::report {

namespace {

using files::CellType;
using records::SettledAs;

constexpr std::array states{records::Choice{"solved", {"已解决", "solved"}},
                            records::Choice{"closed", {"不予办理", "closed"}},
                            records::Choice{"open", {"在办", "open"}}};

constexpr std::array<std::pair<std::string_view, Words>, 6> name_words{{{"area", {"区划名称", "area name"}},
                                                                        {"member", {"姓名", "member name"}},
                                                                        {"platform", {"平台名称", "platform name"}},
                                                                        {"sector", {"界别名称", "sector name"}},
                                                                        {"topic", {"议题题目", "topic title"}},
                                                                        {"unit", {"单位名称", "unit name"}}}};

CellType cell_type(records::Type type) {
    switch (type) {
        case records::Type::date: return CellType::date;
        case records::Type::count:
        case records::Type::percent: return CellType::integer;
        case records::Type::money: return CellType::money;
        case records::Type::number: return CellType::decimal;
        default: return CellType::text;
    }
}

// Returns a cell as text, since a column of values has cells of different types.
std::string text_of(const files::Cell& cell, const ListColumn& column) {
    if (const auto* text = std::get_if<std::string>(&cell))
        return column.id == "phone" ? records::masked(*text) : *text;
    const std::int64_t number = std::get<std::int64_t>(cell);
    if (column.type == CellType::date) return Date::packed(number).iso();
    return column.type == CellType::money ? yuan(number) : std::to_string(number);
}

}  // namespace

db::Statement prepare(db::Connection& connection, const std::string& sql, const Parameters& parameters) {
    db::Statement statement = connection.prepare(sql);
    for (const auto& [name, value] : parameters)
        if (sql.find(fmt::format("${}", name)) != std::string::npos) statement.bind(name, value);
    return statement;
}

files::Cell cell_of(const db::Statement& row, int column, std::span<const records::Choice> choices, bool human) {
    if (row.is_null(column)) return {};
    if (choices.empty()) return row.is_text(column) ? files::text_cell(row.str(column)) : row.integer(column);
    const records::Choice& choice = records::choice(choices, row.integer(column));
    return human ? choice.label.str() : std::string(choice.id);
}

files::Table empty_list(const RecordList& list) {
    files::Table table;
    table.heading.title = list.name.label.str();
    for (const ListColumn& column : list.columns)
        table.columns.push_back({std::string(column.id), column.label.str(), column.type});
    return table;
}

files::Table read_list(db::Connection& connection, const RecordList& list, const Parameters& parameters, bool human) {
    files::Table table = empty_list(list);
    db::Statement rows = prepare(connection, list.sql, parameters);
    while (rows.step()) {
        table.rows.emplace_back();
        for (std::size_t i = 0; i < list.columns.size(); ++i)
            table.rows.back().push_back(cell_of(rows, static_cast<int>(i), list.columns[i].choices, human));
    }
    return table;
}

files::Table read_upright(db::Connection& connection, const RecordList& list, const Parameters& parameters,
                          bool human) {
    files::Table table;
    table.heading.title = list.name.label.str();
    table.columns = {{"field", say(Words{"项目", "field"})}, {"value", say(Words{"内容", "value"})}};
    const files::Table read = read_list(connection, list, parameters, human);
    if (read.rows.empty()) return table;
    for (std::size_t i = 0; i < list.columns.size(); ++i) {
        const files::Cell& cell = read.rows.front()[i];
        if (std::holds_alternative<std::monostate>(cell)) continue;
        const ListColumn& column = list.columns[i];
        table.rows.push_back({human ? column.label.str() : std::string(column.id), text_of(cell, column)});
    }
    return table;
}

ListColumn code_column(std::string_view kind) { return {kind, records::kind(kind).label}; }

ListColumn name_column(std::string_view id, std::string_view kind) {
    const auto found =
        std::find_if(name_words.begin(), name_words.end(), [&](const auto& row) { return row.first == kind; });
    return {id, found->second};
}

ListColumn field_column(std::string_view kind, std::string_view field) { return field_column(kind, field, field); }

ListColumn field_column(std::string_view kind, std::string_view field, std::string_view id) {
    const records::Field& one = records::kind(kind).at(field);
    return {id, one.label, cell_type(one.type), one.choices};
}

std::span<const records::Choice> problem_states() { return states; }

std::string problem_state() {
    return fmt::format("CASE WHEN {} IS NOT NULL THEN 1 WHEN {} IS NOT NULL THEN 2 ELSE 3 END",
                       settled_by("last", SettledAs::solved), settled_by("last", SettledAs::closed));
}

std::string problem_settled_on() {
    return fmt::format("coalesce({}, {})", settled_by("last", SettledAs::solved),
                       settled_by("last", SettledAs::closed));
}

std::string problem_in_period() {
    return fmt::format(
        "p.voided IS NULL AND (p.raised_on BETWEEN $first AND $last OR p.solved_on BETWEEN $first AND $last OR "
        "p.closed_on BETWEEN $first AND $last OR {} OR {})",
        settled_in_period("p.id", SettledAs::solved), settled_in_period("p.id", SettledAs::closed));
}

}  // namespace cpcc::report
