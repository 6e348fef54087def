// Fills a Mustache template. Knows nothing of briefs.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace cpcc::report {

// The values of a template's names. fill() looks up a name with its dots, in the innermost section first. It leaves out
// a section whose text is empty.
struct Values {
    std::map<std::string, std::string> texts;
    std::map<std::string, bool> flags;
    std::map<std::string, std::vector<Values>> lists;
};

// Returns the filled template, without HTML escaping. Unknown names become empty, so the caller checks the template
// first (read_template). Throws Error{failed} if the library rejects it.
std::string fill(const std::string& mustache, const Values&);

}  // namespace cpcc::report
