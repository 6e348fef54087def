// Lists of records: columns with labels in both languages, filled by one SELECT.
#pragma once

#include "cpcc/base/period.hpp"
#include "cpcc/db/connection.hpp"
#include "cpcc/files/table.hpp"
#include "cpcc/records/registry.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cpcc::report {

struct ListColumn {
    std::string_view id;
    Words label;
    files::CellType type = files::CellType::text;
    std::span<const records::Choice> choices = {};  // the SELECT returns the number of one of them
};

// A list, and the SELECT that returns its columns in their order.
struct RecordList {
    records::Choice name;
    std::vector<ListColumn> columns;
    std::string sql;
};

// Values of a report's parameters. A statement is given those that it names.
using Parameters = std::vector<std::pair<std::string_view, std::int64_t>>;
db::Statement prepare(db::Connection&, const std::string& sql, const Parameters&);

// Returns a column of a SELECT as a cell: empty for null, and the id (for people, the label) of a choice.
files::Cell cell_of(const db::Statement& row, int column, std::span<const records::Choice> choices, bool human);

// Returns a table without rows, with the list's title and columns.
files::Table empty_list(const RecordList&);
// Returns a row for each row of the SELECT.
files::Table read_list(db::Connection&, const RecordList&, const Parameters&, bool human);
// Returns the first row of the SELECT upright: a row for each column that has a value, as text. Phones are masked.
files::Table read_upright(db::Connection&, const RecordList&, const Parameters&, bool human);

// Returns columns for the code and the name of a record, e.g. "platform" and "platform_name". The kind is an area, a
// member, a platform, a sector, a topic or a unit.
ListColumn code_column(std::string_view kind);
ListColumn name_column(std::string_view id, std::string_view kind);
// Returns a column for a field of a kind, with the field's label, type and choices.
ListColumn field_column(std::string_view kind, std::string_view field);
ListColumn field_column(std::string_view kind, std::string_view field, std::string_view id);

// The states of a problem on a day, in the order of the numbers that `problem_state` returns.
std::span<const records::Choice> problem_states();
// Returns the SQL for the state of the problem `p` on the day in $last, and for the day on which it was settled.
std::string problem_state();
std::string problem_settled_on();
// Returns the SQL condition that the problem `p` was raised or settled from $first to $last.
std::string problem_in_period();

}  // namespace cpcc::report
