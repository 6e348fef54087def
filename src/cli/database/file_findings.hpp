// What `cpcc check` finds about a database file and its folder, as opposed to its content.
#pragma once

#include "cpcc/store/finding.hpp"

#include <string>
#include <vector>

namespace cpcc::cli {

// Returns findings on the modes of the file and its folder, on a network drive, and on what ended processes left beside
// the file.
std::vector<store::Finding> file_findings(const std::string& database);

}  // namespace cpcc::cli
