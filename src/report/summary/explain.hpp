// Lists the records behind a figure, for other reports.
#pragma once

#include "cpcc/report/summary.hpp"

namespace cpcc::report {

// Returns the same table as `explain` (summary.hpp), but runs in the caller's transaction.
files::Table records_behind(db::Connection&, const SummarySpec&, const std::string& cell);

// Returns the records behind the figure of a measure in every row of a summary by at most one group: the columns of
// `explain`, after the row's code and name. The rows are in the order of their codes; runs in the caller's transaction.
files::Table records_by_row(db::Connection&, const SummarySpec&, const std::string& measure);

}  // namespace cpcc::report
