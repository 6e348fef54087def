// Reports that consist of several lists, such as the file of one member.
#pragma once

#include "cpcc/files/table.hpp"

#include <vector>

namespace cpcc::report {

// The heading of each list has only its own title and notes; those in `heading` are for all of them.
struct ListReport {
    files::Heading heading;
    std::vector<files::Table> lists;
};

}  // namespace cpcc::report
