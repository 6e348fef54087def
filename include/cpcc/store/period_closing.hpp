// Closings: the figures of an area and period, frozen when the period was closed (domain.md, 4, "Closing").
// Change::close_period writes them and Change::reopen_period ends them. The report floor decides which figures there
// are.
#pragma once

#include "cpcc/base/period.hpp"
#include "cpcc/store/history.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cpcc::store {

// Receives a figure to freeze: the row number of its area (0: all areas together), the id of its measure, and its value
// in the unit of the column `value` (schema/003_closing.sql). No value: 0, or a share without a denominator.
using KeepFigure = std::function<void(std::int64_t area, std::string_view measure, std::optional<std::int64_t> value)>;

struct Closing {
    std::string area, area_name;  // both empty: all areas together
    Period period;
    Entry closed;
    std::optional<Entry> reopened;  // empty: the closing is in force
};

// Throws Error{failed} if the period has not ended, or is already closed for the area.
void require_closable(db::Connection&, const std::optional<std::string>& area, const Period&, Date today);

// Returns closings, ordered by period, area code and time. With `all` it includes reopened ones.
std::vector<Closing> closings(db::Connection&, bool all);

}  // namespace cpcc::store
