// Reads and checks the template of a brief before the report counts anything.
#pragma once

#include "cpcc/base/error.hpp"
#include "cpcc/report/brief.hpp"

namespace cpcc::report {

// The names in a template.
struct Needs {
    struct One {
        std::string code;  // 420107 in `{{#area.420107}}`
        int line;
    };
    std::vector<std::string> measures;  // ids, in the order of their first use
    std::vector<Group> parts;
    std::vector<One> ones;
    bool compared = false;
};

// Returns the names in the template. Throws Error{usage}, with the template's name and line, for an unclosed tag or
// section, an unknown name (with a similar one), and an unsupported tag (partials, other delimiters).
Needs read_template(const BriefSpec&);

// Returns the Error{usage} for a line of the template.
Error wrong_template(const BriefSpec&, int line, const std::string& what, const std::string& hint = {});

// Returns the template's name for the areas of a level, e.g. `districts`. Precondition: a group of areas.
std::string parts_name(Group);
// Returns 1 (province) to 6 (compound); 0 for a group that is not of areas.
int area_level(Group);

}  // namespace cpcc::report
