// A filing names a measure of those that the tool and the office's configuration have, and its value is of that measure's sort. The floor
// of records knows no measures, so this is held to from here.
#pragma once

#include "config.hpp"
#include "cpcc/db/connection.hpp"
#include "cpcc/store/change.hpp"

#include <string>
#include <vector>

namespace cpcc::cli {

// For every row that is written. The configuration must outlive it.
store::CheckRow filing_check(const Config&);

// The filings kept that would be refused now, as sentences (`cpcc check`): a measure may have gone from the configuration since.
std::vector<std::string> wrong_filings(db::Connection&, const Config&);

}  // namespace cpcc::cli
