// What a brief's template names, known before anything is counted.
#pragma once

#include "cpcc/base/error.hpp"
#include "cpcc/report/brief.hpp"

namespace cpcc::report {

struct Needs {
    struct One {
        std::string code;  // of `{{#area.420107}}`
        int line;
    };
    std::vector<std::string> measures;  // each in the order of first mention
    std::vector<Group> parts;
    std::vector<One> ones;
    bool compared = false;
};

// Throws Error{usage}, with the template's name and line, for a tag that is not closed, a name that there is not (with
// the nearest), and a tag of a kind that a brief does not take (partials, other delimiters).
Needs read_template(const BriefSpec&);

// A fault of the template at a line of it.
Error wrong_template(const BriefSpec&, int line, const std::string& what, const std::string& hint = {});

// `districts`, what a template calls the parts of a level. Precondition: a level of areas.
std::string parts_name(Group);
// 1 province … 6 compound; 0 for a group that is not of areas.
int area_level(Group);

}  // namespace cpcc::report
