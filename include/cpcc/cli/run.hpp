// The way in: a command line to an exit code.
#pragma once

#include "cpcc/cli/streams.hpp"

namespace cpcc::cli {

// Never throws: every Error becomes one sentence on `err` and its exit code (interface.md, "Exit codes").
int run(int argc, const char* const* argv, Streams streams) noexcept;

}  // namespace cpcc::cli
