// The way in: a command line to an exit code.
#pragma once

#include <iosfwd>

namespace cpcc::cli {

struct Streams {
    std::istream& in;
    std::ostream& out;   // data
    std::ostream& err;   // everything else
};

// Never throws: every Error becomes one sentence on `err` and its exit code (interface.md, "Exit codes").
int run(int argc, const char* const* argv, Streams streams) noexcept;

}  // namespace cpcc::cli
