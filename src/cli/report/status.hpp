// What `cpcc status` and the dashboard show as due.
#pragma once

#include "cpcc/base/date.hpp"
#include "cpcc/report/status.hpp"
#include "framework/context.hpp"

namespace cpcc::cli {

// Returns what is due on a day by the configuration, with the likely doubles and the last backup.
report::StatusSpec status_spec(Context&, Date on);

}  // namespace cpcc::cli
