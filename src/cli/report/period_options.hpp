// What period close and period reopen share: the period and the area that they name.
#pragma once

#include "framework/context.hpp"

#include <optional>
#include <string>

namespace cpcc::cli {

struct PeriodOptions {
    std::string period, why;
    std::optional<std::string> area;
};

// `--area`, else the office's own; none: all areas.
std::optional<std::string> area_of(Context&, const PeriodOptions&);

// The area in a sentence.
std::string name_of(const std::optional<std::string>& area);

Options period_and_area(PeriodOptions&);

}  // namespace cpcc::cli
