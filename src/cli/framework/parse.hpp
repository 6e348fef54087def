// Parses the words of a command line into option values.
#pragma once

#include "framework/command.hpp"

#include <string>
#include <vector>

namespace cpcc::cli {

// Fills the values that the options are bound to. Throws Error{usage} for an unknown option (with the nearest), a
// missing value, a second value of an option that takes one, or too many or too few words. Abbreviated options are not
// accepted.
void parse(const std::string& command, Options& options, const std::vector<std::string>& words);

}  // namespace cpcc::cli
