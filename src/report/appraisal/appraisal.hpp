// The records behind a score, for reports that run in a transaction of their own.
#pragma once

#include "cpcc/report/appraisal.hpp"

namespace cpcc::report {

std::vector<files::Column> mark_columns();
// Returns what `appraisal` returns with `explain`. Precondition: the caller has begun a transaction.
files::Table marks(db::Connection&, const std::vector<AppraisalRules>& sets, const AppraisalSpec&);

}  // namespace cpcc::report
