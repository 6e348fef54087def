// The table of commands.
#pragma once

#include "framework/command.hpp"

#include <vector>

namespace cpcc::cli {

const std::vector<Noun>& nouns();

}  // namespace cpcc::cli
