// Shared by period close and period reopen: period and area.
#pragma once

#include "framework/context.hpp"

#include <optional>
#include <string>

namespace cpcc::cli {

struct PeriodOptions {
    std::string period, why;
    std::optional<std::string> area;
};

// Returns --area (default: the office's own area, else all areas).
std::optional<std::string> area_of(Context&, const PeriodOptions&);

// Returns the name of the area for a sentence.
std::string name_of(const std::optional<std::string>& area);

Options period_and_area(PeriodOptions&);

}  // namespace cpcc::cli
