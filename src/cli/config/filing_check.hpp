// A filing's measure is not a slip of one that the tool or the office's configuration has, and its value is of the measure's sort. The
// floor of records knows no measures, so this is held to from here.
#pragma once

#include "config/config.hpp"
#include "cpcc/db/connection.hpp"
#include "cpcc/store/change.hpp"

#include <string>
#include <vector>

namespace cpcc::cli {

// For every row that is written. The configuration must outlive it.
store::CheckRow filing_check(const Config&);

// The filings kept that would be refused now, as sentences (`cpcc check`): the configuration may have changed since.
std::vector<std::string> wrong_filings(db::Connection&, const Config&);

}  // namespace cpcc::cli
