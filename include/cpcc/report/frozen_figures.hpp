// What closing a period freezes (domain.md, 4, "Closing").
#pragma once

#include "cpcc/base/period.hpp"
#include "cpcc/db/connection.hpp"
#include "cpcc/report/asked.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace cpcc::report {

// Takes one figure: its area's row (0: all together), the measure, and the value as schema/003_closing.sql keeps it:
// none for a number of 0 and for a share that has nothing to divide by.
using TakeFigure = std::function<void(int area, const std::string& measure, std::optional<std::int64_t> value)>;

// Hands over every measure's figure of the area (all areas where none is named) and of each area below it, as `summary`
// counts them; where there is no other area than these and those above, the figures of all together too. Runs in the
// caller's transaction. Throws Error{failed} where there is no such area.
void figures_to_freeze(db::Connection&, const std::optional<std::string>& area, const Period&,
                       const std::vector<Asked>&, const TakeFigure& take);

}  // namespace cpcc::report
