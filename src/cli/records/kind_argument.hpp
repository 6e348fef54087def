// The kind of record that a command line names.
#pragma once

#include "cpcc/records/registry.hpp"
#include "framework/command.hpp"

#include <string>
#include <vector>

namespace cpcc::cli {

std::vector<std::string> kind_ids();

// The positional KIND.
Option kind_option(Option::Into into, bool required = true);

// Throws Error{usage} for a kind that there is not, with the nearest.
const records::Kind& kind_named(const std::string& name);

}  // namespace cpcc::cli
