// Closings: an area's figures of a period as they were when it was closed (domain.md, 4, "Closing"). They are written
// by Change::close_period and ended by Change::reopen_period; what figures there are is the report floor's to say.
#pragma once

#include "cpcc/base/period.hpp"
#include "cpcc/store/history.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cpcc::store {

// Takes a figure to be kept: the row of its area (0: all together), the measure's id, and the value as the column
// `value` has it (schema/003_closing.sql).
using KeepFigure = std::function<void(std::int64_t area, std::string_view measure, std::optional<std::int64_t> value)>;

struct Closing {
    std::string area, area_name;  // both empty: all areas together
    Period period;
    Entry closed;
    std::optional<Entry> reopened;  // empty: it holds
};

// By period, then the area's code, then time; with `all` those too that were reopened.
std::vector<Closing> closings(db::Connection&, bool all);

}  // namespace cpcc::store
