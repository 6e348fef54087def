// Which rule set scores what period.
#pragma once

#include "cpcc/report/appraisal.hpp"
#include "facts/registers.hpp"

#include <string>

namespace cpcc::report {

struct Chosen {
    const AppraisalRules* rules;
    Period period;
    std::string period_name;  // "2024" of a scoring year
    int area;                 // the rule set's; 0: everywhere
};

// Throws Error{usage} as `appraisal` does.
Chosen choose_rules(const std::vector<AppraisalRules>& sets, const AppraisalSpec&, const Registers&);

}  // namespace cpcc::report
