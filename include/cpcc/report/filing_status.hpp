// `report filings`: which areas filed their figures for a period, on time, late or not at all (domain.md, 4).
#pragma once

#include "cpcc/base/period.hpp"
#include "cpcc/base/workdays.hpp"
#include "cpcc/db/connection.hpp"
#include "cpcc/files/table.hpp"
#include "cpcc/report/asked.hpp"

#include <optional>
#include <string>
#include <vector>

namespace cpcc::report {

struct FilingStatusSpec {
    Period period;
    Date today;
    std::optional<std::string> area;  // a code; includes all areas below it
    std::vector<std::string> areas;   // codes of the areas that file
    std::optional<int> due_day;       // working day of the month after the period; none: nothing is late
    Workdays workdays;
    std::vector<Asked> measures;  // all measures of the office, or a selection
    bool all = true;              // false: `measures` is a selection, and each area should have filed all of it
    bool human = false;           // labels in place of ids
};

// Returns a row for each area and measure. Without a selection, the measures are those that any of the areas filed for
// the period; if none did, each area has one row without a measure. The first filing decides whether it was on time,
// the last one gives the value. Throws Error{usage} if no areas are configured or one of them is unknown, and
// Error{failed} if the area asked for does not exist.
files::Table filing_status(db::Connection&, const FilingStatusSpec&);

// Returns the filings of a cell, `AREA:MEASURE`, in the order of filing. Throws Error{usage} for an invalid cell, and
// Error{failed} if the area does not exist, or did not file the measure for the period.
files::Table explain_filing(db::Connection&, const FilingStatusSpec&, const std::string& cell);

}  // namespace cpcc::report
