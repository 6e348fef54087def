// `report plan`: the topics and themes planned for a year against what was held, by month (domain.md, 4).
#pragma once

#include "cpcc/base/period.hpp"
#include "cpcc/db/connection.hpp"
#include "cpcc/files/table.hpp"

#include <optional>
#include <string>

namespace cpcc::report {

struct PlanSpec {
    Period period;
    Date today;
    std::optional<std::string> area;  // a code; includes all areas below it
    bool human = false;               // labels in place of ids
};

// Returns a row for each topic and theme planned for a month of the period, then one for each annual topic without a
// month. A session counts for its topic and for every topic above it; for a theme, it must also lie in the theme's
// area. With an area, plans of areas above it apply too. Throws Error{failed} if the area does not exist.
files::Table plan(db::Connection&, const PlanSpec&);

// Returns the sessions behind a cell, `CODE:sessions` or `CODE:sessions_in_period`. Throws Error{usage} for an invalid
// cell, and Error{failed} if the plan does not have the code.
files::Table explain_plan(db::Connection&, const PlanSpec&, const std::string& cell);

}  // namespace cpcc::report
