// Computes the figures that closing a period freezes (domain.md, 4, "Closing").
#pragma once

#include "cpcc/base/period.hpp"
#include "cpcc/db/connection.hpp"
#include "cpcc/report/asked.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace cpcc::report {

// Receives one figure: the row number of its area (0: all areas together), the id of the measure, and the value as
// schema/003_closing.sql stores it. The value is empty for a number of 0 and for a share without a denominator.
using TakeFigure = std::function<void(int area, const std::string& measure, std::optional<std::int64_t> value)>;

// Passes every measure's figure for the area (all areas if none is given) and for each area below it, as `summary`
// counts them. If all other areas lie above or below it, passes the figures of all areas together too. Runs in the
// caller's transaction. Throws Error{failed} if the area does not exist.
void figures_to_freeze(db::Connection&, const std::optional<std::string>& area, const Period&,
                       const std::vector<Asked>&, const TakeFigure& take);

}  // namespace cpcc::report
