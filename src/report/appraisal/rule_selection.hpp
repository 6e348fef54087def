// Chooses the rule set of an appraisal, and the period that it scores.
#pragma once

#include "cpcc/report/appraisal.hpp"
#include "facts/registers.hpp"

#include <string>

namespace cpcc::report {

struct Chosen {
    const AppraisalRules* rules;
    Period period;
    std::string period_name;  // for a scoring year, e.g. "2024"
    int area;                 // of the rule set; 0: everywhere
};

// Returns the rule set that the spec names, or the one that applies. Throws the errors of `appraisal`.
Chosen choose_rules(const std::vector<AppraisalRules>& sets, const AppraisalSpec&, const Registers&);

}  // namespace cpcc::report
