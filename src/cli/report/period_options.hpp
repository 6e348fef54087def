// Shared by period close, period reopen, monthly and the dashboard: period and area.
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
std::optional<std::string> area_of(Context&, const std::optional<std::string>& given);

// Returns --area for commands that then call area_of.
Option office_area_option(std::optional<std::string>& into);

// Returns the name of the area for a sentence.
std::string name_of(const std::optional<std::string>& area);

// Freezes the figures of the period and tells how many. Throws as Change::close_period does.
void close_period(Context&, const Period&, const std::optional<std::string>& area);

Options period_and_area(PeriodOptions&);

}  // namespace cpcc::cli
