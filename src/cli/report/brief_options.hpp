// What a brief is made from: shared by report brief and monthly.
#pragma once

#include "cpcc/report/brief.hpp"
#include "framework/context.hpp"

#include <optional>
#include <string>

namespace cpcc::cli {

struct BriefOptions {
    std::optional<std::string> period, area, by, compare, file;
    bool filed = false, print_template = false;
};

// Returns the brief that the options ask for, without a template.
report::BriefSpec figures_of_brief(Context&, const BriefOptions&);

// Returns the brief that the options ask for, with its template: the given one, else the configured one of the
// language, else the built-in one. Throws Error{usage} for a wrong option or an unreadable template.
report::BriefSpec brief_spec(Context&, const BriefOptions&);

}  // namespace cpcc::cli
