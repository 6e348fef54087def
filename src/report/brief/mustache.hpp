// Filling a template: what the library does of it, and nothing that knows of briefs.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace cpcc::report {

// What the names of a template stand for. A name is looked up whole, dots and all, in the innermost section first; an
// empty text leaves out the section of its name.
struct Values {
    std::map<std::string, std::string> texts;
    std::map<std::string, bool> flags;
    std::map<std::string, std::vector<Values>> lists;
};

// The text filled in, without escaping. Names that stand for nothing are empty: look at the template before.
std::string fill(const std::string& mustache, const Values&);

}  // namespace cpcc::report
