// The kind of record that a command line names.
#pragma once

#include "cpcc/records/registry.hpp"

#include <string>
#include <vector>

namespace cpcc::cli {

std::vector<std::string> kind_ids();

// Throws Error{usage} for a kind that there is not, with the nearest.
const records::Kind& kind_named(const std::string& name);

}  // namespace cpcc::cli
