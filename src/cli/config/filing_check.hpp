// Checks filings against the measures of the tool and the configuration: names without slips, values of the right type.
// src/records knows no measures, so the check is here.
#pragma once

#include "config/config.hpp"
#include "cpcc/db/connection.hpp"
#include "cpcc/store/change.hpp"
#include "cpcc/store/finding.hpp"

#include <string>
#include <vector>

namespace cpcc::cli {

// Returns the check for every row written. The configuration must outlive it.
store::CheckRow filing_check(const Config&);

// Returns a finding for each stored filing that the current configuration would reject, for `cpcc check`.
std::vector<store::Finding> wrong_filings(db::Connection&, const Config&);

}  // namespace cpcc::cli
