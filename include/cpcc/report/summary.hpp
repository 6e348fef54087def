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

enum class Compare { none, previous, last_year };
// Parses `previous` or `last-year`. Throws Error{usage} for anything else.
Compare parse_compare(std::string_view word);

struct SummarySpec {
    Period period;
    std::string office;               // for the title; may be empty
    std::optional<std::string> area;  // a code
    std::vector<Group> by;
    std::vector<Asked> measures;
    Compare compare = Compare::none;
    bool total = false;
    bool human = false;  // labels in place of the ids of choices
    bool filed = false;  // filed figures for areas without records; allows one level of areas, and time
    // With `filed`: codes of areas whose records here are only samples, so that filed figures replace them.
    std::vector<std::string> own_books = {};
};

// Returns the table. In a closed period, rows show the frozen figures, and columns `MEASURE_adjustment` show how much
// they changed since; the heading says who closed the period and when. With `filed`, rows show current figures; unless
// `human`, columns `MEASURE_source` say where each comes from (records, filed or mixed).
//
// Throws Error{failed} if the area does not exist. Throws Error{usage} for groups that `filed` or `compare` cannot
// have, and for an unknown area in `own_books`.
files::Table summary(db::Connection&, const SummarySpec&);

// Returns the records behind one cell: `CODE[,CODE…]:MEASURE`, or `MEASURE` for the total; `-` is the empty code. Their
// amounts add up to the figure. For a share, one column has the amounts counted, another those of the denominator.
// Throws Error{usage} for an invalid cell.
files::Table explain(db::Connection&, const SummarySpec&, const std::string& cell);

}  // namespace cpcc::report
