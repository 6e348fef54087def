// `report summary`: counts measures × groups for a period and an area (domain.md, 4; interface.md, Summary CSV).
#pragma once

#include "cpcc/base/period.hpp"
#include "cpcc/db/connection.hpp"
#include "cpcc/files/table.hpp"
#include "cpcc/report/asked.hpp"
#include "cpcc/report/groups.hpp"

#include <optional>
#include <string>
#include <vector>

namespace cpcc::report {

enum class Compare { previous, last_year };
// Parses `previous` or `last-year`. Throws Error{usage} for anything else.
Compare parse_compare(std::string_view word);
std::vector<Compare> parse_comparisons(const std::vector<std::string>& words);  // also refuses a word given twice

// How a table is ranked by one of its columns.
struct Ranking {
    std::string column;  // the id of a column of figures; empty: by code
    bool descending = false;
    std::optional<std::size_t> limit;  // the most rows, without the total
};

struct SummarySpec {
    Period period;
    std::string office;               // for the title; may be empty
    std::optional<std::string> area;  // a code
    std::vector<Group> by;
    std::vector<Asked> measures;
    std::vector<Compare> compare = {};  // each one once
    bool percent = false;               // also the change as a share of the compared figure (同比, 环比)
    bool share = false;                 // also the figure as a share of the total (占比)
    std::optional<Group> across = {};   // a group of time whose members are columns; `by` need not have it
    Ranking ranking = {};
    bool total = false;  // a row with everything in the area; with `across`, also a column with the whole period
    bool human = false;  // labels in place of the ids of choices
    bool filed = false;  // filed figures for areas without records; allows one level of areas, and time
    // With `filed`: codes of areas whose records here are only samples, so that filed figures replace them.
    std::vector<std::string> own_books = {};
};

// Returns the table. In a closed period, rows show the frozen figures, and columns `MEASURE_adjustment` show how much
// they changed since; the heading says who closed the period and when. With `filed`, rows show current figures; unless
// `human`, columns `MEASURE_source` say where each comes from (records, filed or mixed).
//
// Columns of a measure are named `MEASURE`, `MEASURE_2024-07` (`across`), `…_share`, `MEASURE_previous` or
// `_last_year`, `MEASURE_change`, `MEASURE_percent`; with two comparisons `MEASURE_previous_change` and so on. Shares
// and percentages are empty for measures that are themselves quotients.
//
// Throws Error{failed} if the area does not exist. Throws Error{usage} for groups that `filed`, `compare` or `across`
// cannot have, for an unknown column to rank by, and for an unknown area in `own_books`.
files::Table summary(db::Connection&, const SummarySpec&);

// Returns the highest level with several open areas in the area (everywhere if none is given) on that day: the one to
// compare areas by. Throws Error{failed} if the area does not exist.
std::optional<Group> level_below(db::Connection&, const std::optional<std::string>& area, Date on);

// Returns the records behind one cell: `CODE[,CODE…]:MEASURE`, or `MEASURE` for the total; `-` is the empty code. Their
// amounts add up to the figure. For a share, one column has the amounts counted, another those of the denominator.
// Throws Error{usage} for an invalid cell.
files::Table explain(db::Connection&, const SummarySpec&, const std::string& cell);

}  // namespace cpcc::report
