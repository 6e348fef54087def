// The dashboard of a period, for its command and for the monthly reports.
#pragma once

#include "cpcc/base/period.hpp"
#include "cpcc/report/dashboard.hpp"
#include "framework/context.hpp"
#include "framework/output.hpp"

#include <optional>
#include <string>

namespace cpcc::cli {

// Returns what a dashboard shows by the configuration, on `on` as far as something is due.
report::DashboardSpec dashboard_spec(Context&, const Period&, std::optional<std::string> area, Date on);

// Returns the dashboard under its title, as the format has it: on a page with the records behind the figures.
Paper dashboard_paper(Context&, report::DashboardSpec, files::Format);

}  // namespace cpcc::cli
