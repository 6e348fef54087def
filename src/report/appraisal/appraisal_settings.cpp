#include "cpcc/report/appraisal_settings.hpp"

#include "cpcc/base/text.hpp"
#include "cpcc/records/registry.hpp"

#include <algorithm>

namespace cpcc::report {

namespace {

constexpr std::array<std::string_view, 10> taken{"code", "name", "sector", "kind", "base", "deductions", "limit", "total", "grade", "rank"};

std::string nearest_or_all(std::string_view word, const std::vector<std::string_view>& all) {
    if (const auto near = nearest(word, all)) return say(Words{"是不是 {}？", "did you mean {}?"}, *near);
    return say(Words{"可用 {}", "there are {}"}, join(std::vector<std::string>(all.begin(), all.end()), ", "));
}

std::size_t category_named(const AppraisalRules& set, const std::string& rule, const std::string& word, const std::string& name) {
    std::vector<std::string_view> ids;
    for (const AppraisalCategory& one : set.categories) ids.push_back(one.id);
    const auto found = std::find(ids.begin(), ids.end(), word);
    if (found != ids.end()) return static_cast<std::size_t>(found - ids.begin());
    throw SettingFault{"category",
                       say(Words{"规则 {} 的类别“{}”没有在 [{}.category.…] 里写明",
                                 "the category \"{1}\" of the rule {0} does not stand in [{2}.category.…]"},
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
    const Words fault = who == Appraised::members ? Words{"规则 {}：“{}”不是委员的事件", "the rule {}: \"{}\" is no event of a member"}
                                                  : Words{"规则 {}：“{}”不是平台的事件", "the rule {}: \"{}\" is no event of a platform"};
    throw SettingFault{"event", say(fault, rule, word), nearest_or_all(word, ids)};
}

std::set<std::int64_t> choices_named(const AppraisalRule& rule, std::string_view key, const std::vector<std::string>& words) {
    const Words leave_out{"去掉这一项", "take the key out"};
    const EventField* by = rule.event->find(key);
    if (!by)
        throw SettingFault{key, say(Words{"事件 {} 不能按 {} 收窄", "an event {} can't be narrowed by {}"}, rule.event->id, key), leave_out.str()};
    const auto& all = records::kind(by->kind).at(by->field).choices;
    std::set<std::int64_t> numbers;
    for (const std::string& word : words) {
        if (const auto number = records::find_choice(all, word)) {
            numbers.insert(*number);
            continue;
        }
        std::vector<std::string_view> ids;
        for (const records::Choice& one : all) ids.push_back(one.id);
        throw SettingFault{key, say(Words{"规则 {} 的 {}：没有“{}”", "the {1} of the rule {0}: there is no \"{2}\""}, rule.id, key, word),
                           nearest_or_all(word, ids)};
    }
    return numbers;
}

void check_rule(const AppraisalRule& rule, const std::string& name) {
    if (!is_own_name(rule.id))
        throw SettingFault{"id", say(Words{"{} 的 id “{}”不可用", "{} can't have the id \"{}\""}, name + ".rule", rule.id),
                           say(Words{"用字母、数字、-、_，并避开报表已有的列名；同一 id 的几条是同一项先后的写法",
                                     "use letters, digits, - and _, and none of the report's own columns; rules of one id are one item as it changed"})};
    if (rule.points == 0)
        throw SettingFault{"points", say(Words{"规则 {} 缺 points，或为 0", "the rule {} has no points, or 0"}, rule.id),
                           say(Words{"加分写正数，扣分写负数", "write a number above 0 to give, below 0 to deduct"})};
}

void check_shares(const AppraisalRule& rule, const AppraisalRuleWords& words) {
    for (const auto& [key, share] : {std::pair<std::string_view, std::optional<int>>{"lead_share", words.lead_share}, {"joint_share", words.joint_share}})
        if (share && !rule.event->shared)
            throw SettingFault{key, say(Words{"事件 {} 只归一方，没有 {}", "an event {} is one's alone: it has no {}"}, rule.event->id, key),
                               say(Words{"去掉这一项", "take the key out"})};
}

// Versions of one item follow one another.
void check_overlap(const AppraisalRules& set, const AppraisalRule& rule) {
    for (const AppraisalRule& other : set.rules) {
        if (other.id != rule.id || other.until < rule.since || rule.until < other.since) continue;
        throw SettingFault{"",
                           say(Words{"规则 {} 与第 {} 行的同名规则在时间上重叠", "the rule {} overlaps in time with that of the same id on line {}"}, rule.id, other.line),
                           say(Words{"用 since、until 让它们前后相接，或另起 id", "let them follow one another by since and until, or choose another id"})};
    }
}

}  // namespace

bool is_own_name(std::string_view id) { return is_code(id) && std::find(taken.begin(), taken.end(), id) == taken.end(); }

void set_appraised(AppraisalRules& set, const std::string& word, const std::string& name) {
    if (word != "members" && word != "platforms")
        throw SettingFault{"for",
                           word.empty() ? say(Words{"{} 缺 for", "{} lacks its key for"}, name) : say(Words{"{}.for “{}”不可用", "{}.for can't be \"{}\""}, name, word),
                           say(Words{"可用 \"members\"（委员）或 \"platforms\"（平台）", "it is \"members\" or \"platforms\""})};
    set.who = word == "members" ? Appraised::members : Appraised::platforms;
}

void check_limits(const AppraisalRules& set, const std::string& name) {
    if (set.floor && set.ceiling && *set.ceiling < *set.floor)
        throw SettingFault{"ceiling", say(Words{"{}.ceiling 低于 floor", "{}.ceiling is below its floor"}, name)};
    if (!set.area.empty() && !is_code(set.area))
        throw SettingFault{"area", say(Words{"{}.area “{}”不是编号", "{}.area \"{}\" is not a code"}, name, set.area)};
}

void check_span(Date since, Date until, const std::string& name) {
    if (until < since) throw SettingFault{"until", say(Words{"{}.until 早于 {}.since", "{}.until is before {}.since"}, name, name)};
}

void add_grade(AppraisalRules& set, Grade grade, const std::string& name) {
    if (grade.name.empty()) throw SettingFault{"name", say(Words{"{} 缺 name", "{} lacks a name"}, name + ".grades")};
    const bool falls = set.grades.empty() || (set.grades.back().from && (!grade.from || *grade.from < *set.grades.back().from));
    if (!falls)
        throw SettingFault{"from",
                           say(Words{"{} 应由高到低；等次 {} 不低于前一等", "{} must fall; {} does not begin below the one before it"}, name + ".grades", grade.name),
                           say(Words{"只有最后一等可以不写 from", "only the last may have no from"})};
    set.grades.push_back(std::move(grade));
}

void add_category(AppraisalRules& set, AppraisalCategory category) {
    if (!is_own_name(category.id))
        throw SettingFault{"", say(Words{"类别不能叫“{}”", "a category can't be called \"{}\""}, category.id),
                           say(Words{"用字母、数字、-、_，并避开报表已有的列名", "use letters, digits, - and _, and none of the report's own columns"})};
    set.categories.push_back(std::move(category));
}

void add_rule(AppraisalRules& set, AppraisalRule rule, const AppraisalRuleWords& words, const std::string& name) {
    check_rule(rule, name);
    rule.category = category_named(set, rule.id, words.category, name);
    rule.event = &event_named(set.who, rule.id, words.event);
    for (const auto& [key, chosen] : words.only)
        if (!chosen.empty()) rule.only.emplace_back(key, choices_named(rule, key, chosen));
    check_shares(rule, words);
    rule.lead_share = words.lead_share.value_or(100);
    rule.joint_share = words.joint_share.value_or(100);
    check_overlap(set, rule);
    set.rules.push_back(std::move(rule));
}

// A cap of a category limits what is earned in it: with deductions alone it would do nothing.
void check_caps(const AppraisalRules& set) {
    for (std::size_t c = 0; c < set.categories.size(); ++c) {
        const AppraisalCategory& category = set.categories[c];
        const auto earns = [&](const AppraisalRule& rule) { return rule.category == c && rule.points > 0; };
        if (!category.cap || std::any_of(set.rules.begin(), set.rules.end(), earns)) continue;
        throw SettingFault{category.id, say(Words{"类别 {} 没有加分的规则，cap 不起作用", "no rule of the category {} gives points: its cap does nothing"}, category.id),
                           say(Words{"扣分的上限写在规则的 cap 里", "a rule's own cap limits deductions"})};
    }
}

}  // namespace cpcc::report
