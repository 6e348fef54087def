// The entry point of the command line.
#pragma once

#include "cpcc/cli/streams.hpp"

namespace cpcc::cli {

// Runs a command line and returns its exit code. Never throws: each Error becomes one sentence on `err` and its exit
// code (interface.md, "Exit codes").
int run(int argc, const char* const* argv, Streams streams) noexcept;

}  // namespace cpcc::cli
