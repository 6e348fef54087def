// The positional that names a kind of record.
#pragma once

#include "cpcc/records/registry.hpp"
#include "framework/command.hpp"

#include <string>
#include <vector>

namespace cpcc::cli {

std::vector<std::string> kind_ids();
std::vector<Words> kind_labels();  // in the same order

// Returns the positional KIND.
Option kind_option(Option::Into into, bool required = true);

// Returns the kind. Throws Error{usage} with the nearest name if it is unknown.
const records::Kind& kind_named(const std::string& name);

}  // namespace cpcc::cli
