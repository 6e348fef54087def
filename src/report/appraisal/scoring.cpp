#include "appraisal/scoring.hpp"

#include "facts/fact_filter.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>

namespace cpcc::report {

namespace {

// Returns the part of `points` that keeps the absolute value of the sum within `cap`.
std::int64_t fitting(std::int64_t points, std::int64_t sum, const std::optional<std::int64_t>& cap) {
    if (!cap) return points;
    return points < 0 ? std::min<std::int64_t>(0, std::max(points, -*cap - sum))
                      : std::max<std::int64_t>(0, std::min(points, *cap - sum));
}

// Returns the conditions of a rule on the facts of its event's source. If the rule names roles, they replace the
// conditions of the event.
std::vector<FactCondition> conditions_of(const AppraisalRule& rule, const Source& source) {
    std::vector<FactCondition> conditions;
    bool by_role = false;
    for (const auto& [key, numbers] : rule.only) {
        by_role = by_role || key == "role";
        conditions.push_back(
            column_condition(source.at(rule.event->find(key)->field), {numbers.begin(), numbers.end()}));
    }
    for (auto& condition : conditions_on(source, std::string(rule.event->id), rule.where, rule.id)) {
        by_role = by_role || (condition.path.is_column() && condition.test.field->id == "role");
        conditions.push_back(std::move(condition));
    }
    if (!by_role)
        for (auto& condition : conditions_on(source, rule.event->where)) conditions.push_back(std::move(condition));
    if (!rule.tag.empty())
        conditions.push_back(column_condition(source.at("tags"), {std::vector<records::Item>{{rule.tag}}}));
    return conditions;
}

FactFilter filter_of(db::Connection& connection, const Registers& registers, const AppraisalRule& rule,
                     const Period& period) {
    const Source& its = source(rule.event->source);
    try {
        return {connection, registers, its, conditions_of(rule, its), period};
    } catch (const Error& error) {  // an unknown code in `where`
        throw Error(error.code(), say(Words{"考核规则 {}：{}", "the appraisal rule {}: {}"}, rule.id, error.message()),
                    error.hint());
    }
}

// A rule with its conditions bound.
struct Asking {
    std::size_t place;
    const AppraisalRule* rule;
    FactFilter filter;

    bool fits(const Fact& fact) const {
        const Date day = Date::packed(fact.day);
        if (day < rule->since || rule->until < day || (rule->day != 0 && day.day() != rule->day)) return false;
        return filter.passes(fact);
    }
};

}  // namespace

std::int64_t part_of(std::int64_t points, int percent) noexcept {
    const std::int64_t product = points * percent;
    return (product + (product < 0 ? -50 : 50)) / 100;
}

Score score(const AppraisalRules& rules, std::vector<Mark> marks) {
    std::stable_sort(marks.begin(), marks.end(),
                     [](const Mark& a, const Mark& b) { return a.day != b.day ? a.day < b.day : a.rule < b.rule; });
    Score score;
    score.earned.resize(rules.categories.size());
    std::map<std::pair<std::string_view, bool>, std::int64_t>
        items;  // each item's sums so far: points earned, points deducted
    for (Mark& mark : marks) {
        const AppraisalRule& rule = rules.rules[mark.rule];
        std::int64_t& item = items[{rule.id, mark.points < 0}];
        mark.counted = fitting(mark.points, item, rule.cap);
        item += mark.counted;
        if (mark.points < 0) {
            score.deductions += mark.counted;
            continue;
        }
        std::int64_t& category = score.earned[rule.category];
        mark.counted = fitting(mark.counted, category, rules.categories[rule.category].cap);
        category += mark.counted;
    }
    const std::int64_t sum = std::accumulate(score.earned.begin(), score.earned.end(), rules.base + score.deductions);
    score.total = rules.ceiling ? std::min(sum, *rules.ceiling) : sum;
    if (rules.floor) score.total = std::max(score.total, *rules.floor);
    score.limit = score.total - sum;
    score.marks = std::move(marks);
    return score;
}

std::vector<std::vector<Mark>> read_marks(db::Connection& connection, const Registers& registers,
                                          const AppraisalRules& rules, const Period& period,
                                          const std::vector<bool>& scored) {
    std::map<const Source*, std::vector<Asking>> by_source;  // in the order of sources()
    for (std::size_t i = 0; i < rules.rules.size(); ++i) {
        const AppraisalRule& rule = rules.rules[i];
        if (rule.until < period.first || period.last < rule.since) continue;
        const Source& its = source(rule.event->source);
        by_source[&its].push_back({i, &rule, filter_of(connection, registers, rule, period)});
    }
    std::vector<std::vector<Mark>> marks(scored.size());
    FactReader facts(connection, registers, period);
    for (const auto& [of, askings] : by_source)
        facts.each(*of, [&, &askings = askings](const Fact& fact) {
            const auto subjects = rules.who == Appraised::members ? fact.members : fact.platforms;
            for (const Asking& asking : askings) {
                if (!asking.fits(fact)) continue;
                for (std::size_t i = 0; i < subjects.size(); ++i) {
                    const auto before = subjects.first(i);
                    if (!scored[static_cast<std::size_t>(subjects[i])] ||
                        std::find(before.begin(), before.end(), subjects[i]) != before.end())
                        continue;
                    const int share = i == 0 ? asking.rule->lead_share : asking.rule->joint_share;
                    if (share != 0)
                        marks[static_cast<std::size_t>(subjects[i])].push_back({asking.place, fact.kind, fact.id,
                                                                                Date::packed(fact.day), share,
                                                                                part_of(asking.rule->points, share)});
                }
            }
        });
    return marks;
}

}  // namespace cpcc::report
