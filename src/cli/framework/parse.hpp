// Turning words into option values.
#pragma once

#include "framework/command.hpp"

#include <string>
#include <vector>

namespace cpcc::cli {

// Fills what the options are bound to. Throws Error{usage}: an unknown option (naming the nearest), a missing value, too many
// or too few words. Options are never guessed from their first letters.
void parse(const std::string& command, Options& options, const std::vector<std::string>& words);

}  // namespace cpcc::cli
