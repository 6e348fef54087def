// The shells' completion: printing its script, and completing a line for it.
#pragma once

#include "framework/command.hpp"

namespace cpcc::cli {

Command completion_command();
Command complete_command();

}  // namespace cpcc::cli
