// The records behind a figure, for reports that show them beside something else.
#pragma once

#include "cpcc/report/summary.hpp"

namespace cpcc::report {

// As `explain` (summary.hpp), in the caller's transaction.
files::Table records_behind(db::Connection&, const SummarySpec&, const std::string& cell);

}  // namespace cpcc::report
