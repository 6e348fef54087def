// The points of one member or platform as a list of its file.
#pragma once

#include "cpcc/report/appraisal.hpp"
#include "lists/life_file.hpp"

#include <optional>
#include <string>

namespace cpcc::report {

// Whose points, and by which rules. The rule sets must outlive the list.
struct PointsSpec {
    Appraised who;
    std::string code;
    std::optional<Period> period;  // none: the whole term, which no rule set scores
    Date today;
    const std::vector<AppraisalRules>* sets;  // null: none
};

// Returns the list of the records behind each point, by the rule set of the area where the member's committee or the
// platform was on the last day of the period. Without a rule set that applies, the list is empty and a note says why.
FilePart points_part(const records::Choice& name, const PointsSpec&);

}  // namespace cpcc::report
