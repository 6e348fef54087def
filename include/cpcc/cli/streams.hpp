// Where a command reads and writes.
#pragma once

#include <iosfwd>

namespace cpcc::cli {

struct Streams {
    std::istream& in;
    std::ostream& out;  // data
    std::ostream& err;  // everything else
};

}  // namespace cpcc::cli
