// What `cpcc check` and `cpcc backup --verify` look at.
#pragma once

#include "cpcc/store/finding.hpp"
#include "framework/context.hpp"

#include <string>
#include <vector>

namespace cpcc::cli {

// Returns everything that is wrong with a database: its file, schema, records and history. Reads the whole of it.
std::vector<store::Finding> check_database(Context&, const std::string& database);

}  // namespace cpcc::cli
