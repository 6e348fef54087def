// The summary together with what it lacks, for reports that are built on it.
#pragma once

#include "cpcc/report/summary.hpp"

#include <string>
#include <vector>

namespace cpcc::report {

struct SummaryResult {
    files::Table table;  // its notes contain `incomplete`
    // Sentences that name the areas of [filings] that filed nothing, and the figures that are empty because of it.
    std::vector<std::string> incomplete;
};

SummaryResult summary_result(db::Connection&, const SummarySpec&);

}  // namespace cpcc::report
