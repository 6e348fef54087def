#include "facts/problem_facts.hpp"

#include "facts/fact_reader.hpp"
#include "facts/same_office.hpp"

#include <algorithm>
#include <array>

namespace cpcc::report {

using records::SettledAs;

namespace {

// The columns that the facts of problems and of look-backs share.
constexpr const char* problem_columns = "p.id, p.platform, p.unit";

// Returns the join with the session of a problem `p`, whose topic the problem inherits.
std::string its_session(const FactContext& facts) {
    return facts.for_topics(" LEFT JOIN session s ON s.id = p.session" + same_office(facts.connection, "p", "s"));
}

// A condition that an index serves, and the column that orders the index.
struct Arm {
    std::string condition;
    std::string_view order;
};

// Returns the conditions for problems still open, solved later and closed later; `raised` limits the day raised.
std::array<Arm, 3> open_arms(std::string_view day, std::string_view raised) {
    return {
        Arm{fmt::format("p.solved_on IS NULL AND p.closed_on IS NULL AND p.raised_on {}", raised), "raised_on"},
        Arm{fmt::format("p.solved_on > ${0} AND p.raised_on {1} AND (p.closed_on IS NULL OR p.closed_on > ${0})", day,
                        raised),
            "solved_on"},
        Arm{fmt::format("p.closed_on > ${0} AND p.raised_on {1} AND p.solved_on IS NULL", day, raised), "closed_on"}};
}

// Returns how a problem is settled on the day of a source; nothing for the day on which it was raised.
std::optional<SettledAs> settled_as(const Source& source) {
    if (source.day == "solved_on") return SettledAs::solved;
    return source.day == "closed_on" ? std::optional(SettledAs::closed) : std::nullopt;
}

// Returns the conditions that find the problems of a source, without those raised in the period if these are known.
// `reopened`: problems of the period were reopened.
std::vector<Arm> arms_of(const Source& source, bool raised_are_known, bool reopened) {
    if (source.dated == Dated::on_last_day) {
        const auto arms = open_arms("last", raised_are_known ? "< $first" : "<= $last");
        return {arms.begin(), arms.end()};
    }
    const std::string others = raised_are_known ? " AND NOT p.raised_on BETWEEN $first AND $last" : "";
    std::vector<Arm> arms{{fmt::format("p.{} BETWEEN $first AND $last{}", source.day, others), source.day}};
    if (const auto as = settled_as(source); as && reopened)
        arms.push_back({fmt::format("{1} AND (p.{0} IS NULL OR p.{0} NOT BETWEEN $first AND $last){2}", source.day,
                                    settled_in_period("p.id", *as), others),
                        "id"});
    return arms;
}

}  // namespace

std::string open_on(std::string_view day) {
    std::string arms;
    for (const Arm& arm : open_arms(day, fmt::format("<= ${}", day)))
        arms += fmt::format("{}SELECT p.id FROM problem p WHERE p.voided IS NULL AND {}",
                            arms.empty() ? "" : " UNION ALL ", arm.condition);
    return fmt::format("p.id IN ({}) AND NOT {}", arms, settled_before_on("p.id", day));
}

ProblemFacts::State ProblemFacts::state_of(const Problem& problem) const {
    const int last = context_.period.last.packed();
    for (const SettledBefore& before : settled_->of(problem.id))
        if (before.stands_on(last))
            return before.as == SettledAs::solved ? State{before.settled_on, 0} : State{0, before.settled_on};
    const auto by_then = [&](int day) { return day <= last ? day : 0; };
    return {by_then(problem.solved_on), by_then(problem.closed_on)};
}

// Returns the last day in the period on which a problem was raised, solved or closed, as the source counts; 0: none.
int ProblemFacts::day_in_period(const Source& source, const Problem& problem) const {
    const auto in_period = [&](int day) {
        return context_.period.first.packed() <= day && day <= context_.period.last.packed();
    };
    const auto as = settled_as(source);
    const int day = !as ? problem.raised_on : *as == SettledAs::solved ? problem.solved_on : problem.closed_on;
    if (in_period(day) || !as) return in_period(day) ? day : 0;
    int latest = 0;
    for (const SettledBefore& before : settled_->of(problem.id))
        if (before.as == *as && in_period(before.settled_on)) latest = before.settled_on;
    return latest;
}

// Returns the day that dates a problem for a source; 0 if the source does not count it.
int ProblemFacts::day_for(const Source& source, const Problem& problem) const {
    if (source.dated == Dated::in_period) return day_in_period(source, problem);
    const State state = state_of(problem);
    const bool open =
        problem.raised_on <= context_.period.last.packed() && state.solved_on == 0 && state.closed_on == 0;
    return open ? problem.raised_on : 0;
}

// Returns the problems of a source. Reuses those raised in the period: in a long period they are most of the problems
// solved, closed or still open.
std::vector<ProblemFacts::Problem> ProblemFacts::problems_of(const Source& source) {
    if (!settled_) settled_.emplace(context_);
    std::vector<Problem> found;
    std::copy_if(raised_.begin(), raised_.end(), std::back_inserter(found),
                 [&](const Problem& problem) { return day_for(source, problem) != 0; });
    for (const Arm& arm : arms_of(source, raised_known_, !settled_->empty()))
        read_arm(source, arm.condition, arm.order, found);
    if (source.dated == Dated::on_last_day && !settled_->empty())
        std::erase_if(found, [&](const Problem& problem) { return day_for(source, problem) == 0; });
    if (context_.records == Records::named)
        std::sort(found.begin(), found.end(), [](const Problem& a, const Problem& b) { return a.id < b.id; });
    return found;
}

void ProblemFacts::read_arm(const Source& source, const std::string& condition, std::string_view order,
                            std::vector<Problem>& found) {
    auto rows = context_.in_period(
        fmt::format("SELECT {}, p.raised_by, p.raised_on, p.solved_on, p.closed_on, p.due_on{} "
                    "FROM problem p{} WHERE p.voided IS NULL AND {} AND $first <= $last "
                    "ORDER BY p.{}",
                    problem_columns, context_.select(source), its_session(context_), condition, order));
    while (rows.step()) {
        Problem& problem = found.emplace_back(Problem{rows.integer(0),
                                                      rows.small(1),
                                                      rows.small(2),
                                                      rows.small(3),
                                                      rows.small(4),
                                                      rows.small(5),
                                                      rows.small(6),
                                                      rows.small(7),
                                                      {}});
        read_values(rows, 8, source, problem.values);
    }
}

void ProblemFacts::problems(const Source& source, const TakeFact& take) {
    std::vector<Problem> found = problems_of(source);
    const int last = context_.period.last.packed();
    const std::size_t solved = source.value("solved"), overdue = source.value("overdue"),
                      on_time = source.value("on_time");
    for (const Problem& problem : found) {
        Fact fact{.kind = source.kind, .id = problem.id, .day = day_for(source, problem)};
        fact.as_of = context_.as_of(source, fact.day);
        fact.platforms = std::span(&problem.platform, 1);
        if (problem.unit != 0) fact.units = std::span(&problem.unit, 1);
        fact.values = problem.values;
        if (problem.raised_by != 0) fact.members = std::span(&problem.raised_by, 1);
        const State state = state_of(problem);
        fact.values[solved] = state.solved_on != 0 ? 1 : 0;
        fact.values[overdue] = problem.due_on != 0 && problem.due_on < last ? 1 : 0;
        fact.values[on_time] = state.solved_on != 0 && state.solved_on <= problem.due_on ? 1 : 0;
        take(fact);
    }
    if (source.dated != Dated::in_period || source.day != "raised_on") return;
    raised_ = std::move(found);
    raised_known_ = true;
}

namespace read {

void problems(FactReader& facts, const Source& source, const TakeFact& take) { facts.problems.problems(source, take); }

void lookbacks(FactReader& reader, const Source& source, const TakeFact& take) {
    const FactContext& facts = reader.context;
    auto rows = facts.in_period(
        fmt::format("SELECT {}, l.id, l.seen_by, l.{}{} FROM lookback l JOIN problem p ON p.id = l.problem{}{} WHERE "
                    "l.voided IS NULL AND p.voided IS NULL "
                    "AND l.{} BETWEEN $first AND $last ORDER BY l.id",
                    problem_columns, source.day, facts.select(source), same_office(facts.connection, "l", "p"),
                    its_session(facts), source.day));
    while (rows.step()) {
        const int platform = rows.small(1), unit = rows.small(2), seen_by = rows.small(4);
        Fact fact{.kind = source.kind,
                  .id = rows.integer(3),
                  .owner_kind = "problem",
                  .owner = rows.integer(0),
                  .day = rows.small(5)};
        fact.as_of = facts.as_of(source, fact.day);
        fact.platforms = std::span(&platform, 1);
        if (unit != 0) fact.units = std::span(&unit, 1);
        if (seen_by != 0) fact.members = std::span(&seen_by, 1);
        read_values(rows, 6, source, fact.values);
        take(fact);
    }
}

}  // namespace read

}  // namespace cpcc::report
