// `report dashboard`: a period of an office on one page. It counts nothing itself: its figures are those of `summary`,
// `calendar`, `coverage`, `followup` and `status`.
#pragma once

#include "cpcc/base/period.hpp"
#include "cpcc/db/connection.hpp"
#include "cpcc/files/table.hpp"
#include "cpcc/report/calendar.hpp"
#include "cpcc/report/groups.hpp"
#include "cpcc/report/status.hpp"

#include <optional>
#include <string>
#include <vector>

namespace cpcc::report {

struct DashboardSpec {
    Period period;
    std::optional<std::string> area;  // a code
    std::optional<Group> by;          // what is compared; none: level_below()
    Calendar calendar;
    StatusSpec due;      // what is due, of the whole database
    bool human = false;  // labels in place of ids
    // One screen of a terminal: charts in place of their tables, and the first five of the ranking.
    bool one_screen = false;
    bool rows = false;  // also the records behind the figures, to which the figures lead
};

// Returns the key figures with their change, the months, the groups compared and ranked, the problems by stage, the
// consultation days (if there are rules), the gaps, and what is due; all from one snapshot. Throws Error{failed} if the
// area does not exist.
std::vector<files::Table> dashboard(db::Connection&, const DashboardSpec&);

// Returns the key figures alone: measure, value, and those of the period before and of the year before with the change.
files::Table key_figures(db::Connection&, const DashboardSpec&);

}  // namespace cpcc::report
