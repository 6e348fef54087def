// Checks a rule set of the configuration, beyond the types of its keys. Every function that checks throws SettingFault.
// In each of them, `name` is the full name of the rule set's table, for messages.
#pragma once

#include "cpcc/report/appraisal.hpp"
#include "cpcc/report/setting_fault.hpp"

namespace cpcc::report {

inline constexpr std::int64_t most_points = 1'000'000;  // hundredths; a larger number is a typing error

// The words of a rule in the configuration file, before add_rule() resolves them.
struct AppraisalRuleWords {
    std::string category, event;
    std::vector<std::pair<std::string_view, std::vector<std::string>>> only;  // by key: kind, form, role, level
    std::optional<int> lead_share, joint_share;
};

// Sets whom the rule set scores, from the value of its key `for`.
void set_appraised(AppraisalRules&, const std::string& word, const std::string& name);

// Checks that the ceiling is not less than the floor, and that the area is a code.
void check_limits(const AppraisalRules&, const std::string& name);

// Append to the rule set, after checks against its earlier entries. add_rule() resolves the words of the rule to its
// category, event and choices.
void add_grade(AppraisalRules&, Grade, const std::string& name);
void add_category(AppraisalRules&, AppraisalCategory);
void add_rule(AppraisalRules&, AppraisalRule, const AppraisalRuleWords&, const std::string& name);

// Returns whether a category or rule may have this id. The ids name columns of the report and lines of its explanation,
// so they must differ from the names of its fixed columns.
bool is_own_name(std::string_view id);

// Checks that every category with a cap has a rule that awards points. The fault's key is the category's id.
void check_caps(const AppraisalRules&);

// Checks that `until` is not before `since`. `name` is the full name of the table that has both keys.
void check_span(Date since, Date until, const std::string& name);

}  // namespace cpcc::report
