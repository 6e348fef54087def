#include "cpcc/report/appraisal_settings.hpp"

#include "cpcc/base/suggest.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/records/registry.hpp"
#include "measures/conditions.hpp"

#include <algorithm>

namespace cpcc::report {

namespace {

constexpr std::array<std::string_view, 10> taken{"code",       "name",  "sector", "kind",  "base",
                                                 "deductions", "limit", "total",  "grade", "rank"};

std::string nearest_or_all(std::string_view word, const std::vector<std::string_view>& all) {
    return suggest(word, all, say(Words{"可选值：{}", "allowed: {}"}, listed({all.begin(), all.end()})));
}

std::size_t category_named(const AppraisalRules& set, const std::string& rule, const std::string& word,
                           const std::string& name) {
    std::vector<std::string_view> ids;
    for (const AppraisalCategory& one : set.categories) ids.push_back(one.id);
    const auto found = std::find(ids.begin(), ids.end(), word);
    if (found != ids.end()) return static_cast<std::size_t>(found - ids.begin());
    throw SettingFault{"category",
                       say(Words{"规则 {} 的类别“{}”未在 [{}.category.名称] 中定义",
                                 "category \"{1}\" of rule {0} is not defined in [{2}.category.NAME]"},
                           rule, word, name),
                       ids.empty() ? std::string() : nearest_or_all(word, ids)};
}

const EventWord& event_named(Appraised who, const std::string& rule, const std::string& word) {
    std::vector<std::string_view> ids;
    for (const EventWord& one : event_words()) {
        if (!(who == Appraised::members ? one.of_members : one.of_platforms)) continue;
        if (one.id == word) return one;
        ids.push_back(one.id);
    }
    const Words fault = who == Appraised::members
                            ? Words{"规则 {}：“{}”不是委员可用的事件", "rule {}: \"{}\" is not an event of members"}
                            : Words{"规则 {}：“{}”不是平台可用的事件", "rule {}: \"{}\" is not an event of platforms"};
    throw SettingFault{"event", say(fault, rule, word), nearest_or_all(word, ids)};
}

std::set<std::int64_t> choices_named(const AppraisalRule& rule, std::string_view key,
                                     const std::vector<std::string>& words) {
    const Words leave_out{"请删除此项", "remove this key"};
    const EventField* by = rule.event->find(key);
    if (!by)
        throw SettingFault{
            key, say(Words{"事件 {} 不能按 {} 筛选", "event {} cannot be filtered by {}"}, rule.event->id, key),
            leave_out.str()};
    const auto& all = records::kind(by->kind).at(by->field).choices;
    std::set<std::int64_t> numbers;
    for (const std::string& word : words) {
        if (const auto number = records::find_choice(all, word)) {
            numbers.insert(*number);
            continue;
        }
        std::vector<std::string_view> ids;
        for (const records::Choice& one : all) ids.push_back(one.id);
        throw SettingFault{
            key, say(Words{"规则 {} 的 {} 没有可选值“{}”", "unknown {1} \"{2}\" in rule {0}"}, rule.id, key, word),
            nearest_or_all(word, ids)};
    }
    return numbers;
}

void check_conditions(const AppraisalRule& rule, const std::string& name) {
    try {
        conditions_on(source(rule.event->source), say(Words{"事件 {} ", "event {}"}, rule.event->id), rule.where,
                      name + ".rule.where");
    } catch (const Error& error) {
        throw SettingFault{"where", error.message(), error.hint()};
    }
}

void check_rule(const AppraisalRule& rule, const std::string& name) {
    if (!is_own_name(rule.id))
        throw SettingFault{
            "id", say(Words{"{} 的 id 不能为“{}”", "{} cannot have the id \"{}\""}, name + ".rule", rule.id),
            say(Words{"请使用字母、数字、- 和 _，不要与报表已有的列重名（同一 id 的多条规则是同一规则的先后版本）",
                      "use letters, digits, - and _, but not the name of a report column (rules with one id are "
                      "versions of the same rule)"})};
    if (rule.points == 0)
        throw SettingFault{
            "points", say(Words{"规则 {} 未填写 points，或 points 为 0", "rule {}: points is missing or 0"}, rule.id),
            say(Words{"加分请填正数，扣分请填负数",
                      "use a positive number to award points, a negative one to deduct them"})};
}

void check_shares(const AppraisalRule& rule, const AppraisalRuleWords& words) {
    for (const auto& [key, share] : {std::pair<std::string_view, std::optional<int>>{"lead_share", words.lead_share},
                                     {"joint_share", words.joint_share}})
        if (share && !rule.event->shared)
            throw SettingFault{key,
                               say(Words{"事件 {} 只计一人或一个平台，不适用 {}",
                                         "event {} belongs to one member or platform only and does not accept {}"},
                                   rule.event->id, key),
                               say(Words{"请删除此项", "remove this key"})};
}

// Throws SettingFault if the rule overlaps in time with another version of its item.
void check_overlap(const AppraisalRules& set, const AppraisalRule& rule) {
    for (const AppraisalRule& other : set.rules) {
        if (other.id != rule.id || other.until < rule.since || rule.until < other.since) continue;
        throw SettingFault{"",
                           say(Words{"规则 {} 与第 {} 行同 id 规则的有效期重叠",
                                     "rule {} overlaps in time with the rule of the same id on line {}"},
                               rule.id, other.line),
                           say(Words{"请用 since、until 使有效期前后衔接，或改用其他 id",
                                     "set since and until so that they do not overlap, or use another id"})};
    }
}

}  // namespace

bool is_own_name(std::string_view id) {
    return is_code(id) && std::find(taken.begin(), taken.end(), id) == taken.end();
}

void set_appraised(AppraisalRules& set, const std::string& word, const std::string& name) {
    if (word != "members" && word != "platforms")
        throw SettingFault{
            "for",
            word.empty() ? say(Words{"{} 未填写 for", "{} has no key \"for\""}, name)
                         : say(Words{"{}.for 不能为“{}”", "{}.for cannot be \"{}\""}, name, word),
            say(Words{"可选值：\"members\"（委员）、\"platforms\"（平台）", "use \"members\" or \"platforms\""})};
    set.who = word == "members" ? Appraised::members : Appraised::platforms;
}

void check_limits(const AppraisalRules& set, const std::string& name) {
    if (set.floor && set.ceiling && *set.ceiling < *set.floor)
        throw SettingFault{"ceiling", say(Words{"{}.ceiling 小于 floor", "{}.ceiling is less than its floor"}, name)};
    if (!set.area.empty() && !is_code(set.area))
        throw SettingFault{"area",
                           say(Words{"{}.area 的值“{}”不是有效编号", "{}.area \"{}\" is not a code"}, name, set.area)};
}

void check_span(Date since, Date until, const std::string& name) {
    if (until < since)
        throw SettingFault{"until", say(Words{"{}.until 早于 {}.since", "{}.until is before {}.since"}, name, name)};
}

void add_grade(AppraisalRules& set, Grade grade, const std::string& name) {
    if (grade.name.empty())
        throw SettingFault{"name", say(Words{"{} 未填写 name", "{} has no key \"name\""}, name + ".grades")};
    const bool falls =
        set.grades.empty() || (set.grades.back().from && (!grade.from || *grade.from < *set.grades.back().from));
    if (!falls)
        throw SettingFault{
            "from",
            say(Words{"{} 的 from 应由高到低排列；等次“{}”的 from 不低于前一等次",
                      "{} must be in descending order of \"from\"; grade {} does not start below the grade before it"},
                name + ".grades", grade.name),
            say(Words{"只有最后一个等次可以省略 from", "only the last grade may omit \"from\""})};
    set.grades.push_back(std::move(grade));
}

void add_category(AppraisalRules& set, AppraisalCategory category) {
    if (!is_own_name(category.id))
        throw SettingFault{"", say(Words{"类别不能命名为“{}”", "a category cannot be named \"{}\""}, category.id),
                           say(Words{"请使用字母、数字、- 和 _，不要与报表已有的列重名",
                                     "use letters, digits, - and _, but not the name of a report column"})};
    set.categories.push_back(std::move(category));
}

void add_rule(AppraisalRules& set, AppraisalRule rule, const AppraisalRuleWords& words, const std::string& name) {
    check_rule(rule, name);
    rule.category = category_named(set, rule.id, words.category, name);
    rule.event = &event_named(set.who, rule.id, words.event);
    for (const auto& [key, chosen] : words.only)
        if (!chosen.empty()) rule.only.emplace_back(key, choices_named(rule, key, chosen));
    check_conditions(rule, name);
    check_shares(rule, words);
    rule.lead_share = words.lead_share.value_or(100);
    rule.joint_share = words.joint_share.value_or(100);
    check_overlap(set, rule);
    set.rules.push_back(std::move(rule));
}

// Rejects a cap without effect: the cap of a category limits only the points that it earns.
void check_caps(const AppraisalRules& set) {
    for (std::size_t c = 0; c < set.categories.size(); ++c) {
        const AppraisalCategory& category = set.categories[c];
        const auto earns = [&](const AppraisalRule& rule) { return rule.category == c && rule.points > 0; };
        if (!category.cap || std::any_of(set.rules.begin(), set.rules.end(), earns)) continue;
        throw SettingFault{category.id,
                           say(Words{"类别 {} 没有加分规则，cap 不起作用",
                                     "category {} has no rule that awards points, so its cap has no effect"},
                               category.id),
                           say(Words{"请在规则中用 cap 设置扣分上限", "to limit deductions, set cap in the rule"})};
    }
}

}  // namespace cpcc::report
