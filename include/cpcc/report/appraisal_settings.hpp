// What a rule set for appraising must fulfil beyond the types of its keys. All throw SettingFault.
#pragma once

#include "cpcc/report/appraisal.hpp"
#include "cpcc/report/setting_fault.hpp"

namespace cpcc::report {

inline constexpr std::int64_t most_points = 1'000'000;  // hundredths: more is a slip of the hand

// A rule's words as the file has them.
struct AppraisalRuleWords {
    std::string category, event;
    std::vector<std::pair<std::string_view, std::vector<std::string>>> only;  // kind, form, role, level
    std::optional<int> lead_share, joint_share;
};

// Sets whom the rule set scores, by the word of its key `for`. `name` is the table's.
void set_appraised(AppraisalRules&, const std::string& word, const std::string& name);

// Checks what the keys of the table itself say together: its floor and ceiling, its area.
void check_limits(const AppraisalRules&, const std::string& name);

// Each appends to the rule set after checking against what is there. A rule's words become its category, event and
// choices.
void add_grade(AppraisalRules&, Grade, const std::string& name);
void add_category(AppraisalRules&, AppraisalCategory);
void add_rule(AppraisalRules&, AppraisalRule, const AppraisalRuleWords&, const std::string& name);

// Whether a category or rule may have this id: columns of the report and lines of its explanation are named by them.
bool is_own_name(std::string_view id);

// Checks that every category's cap has a rule that earns points. The fault's key is the category's id.
void check_caps(const AppraisalRules&);

// Throws where the last day is before the first; `name` is the full name of the table's keys without theirs.
void check_span(Date since, Date until, const std::string& name);

}  // namespace cpcc::report
