// Lists the records behind a figure, for other reports.
#pragma once

#include "cpcc/report/summary.hpp"

namespace cpcc::report {

// Returns the same table as `explain` (summary.hpp), but runs in the caller's transaction.
files::Table records_behind(db::Connection&, const SummarySpec&, const std::string& cell);

}  // namespace cpcc::report
