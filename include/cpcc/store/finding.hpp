// What `cpcc check` finds.
#pragma once

#include <string>

namespace cpcc::store {

enum class Severity {
    error,    // figures or records are wrong, or others may read or change them
    warning,  // something is left to do
    note,     // people may want to look at it; nothing is wrong
};

struct Finding {
    Severity severity;
    std::string record;   // what it is about, such as "platform P1", or the path of a file
    std::string what;     // a sentence
    std::string command;  // the next command, with a capitalized word for a value that a person decides
};

}  // namespace cpcc::store
