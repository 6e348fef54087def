// Facts of problems, and of the look-backs at them.
#include "facts/fact_reader.hpp"

#include "facts/same_office.hpp"

#include <algorithm>
#include <array>

namespace cpcc::report {

namespace {

// The columns of a problem that its own facts and its look-backs' share, from column 1 on.
constexpr const char* problem_columns = "p.id, p.platform, p.category, p.unit, p.topic";

// Rows that an index finds, and has in the order of a column.
struct Arm {
    std::string condition;
    const char* order;
};

// Still open; solved later; closed later: of those that `raised` says.
std::array<Arm, 3> open_arms(std::string_view day, std::string_view raised) {
    return {Arm{fmt::format("p.solved_on IS NULL AND p.closed_on IS NULL AND p.raised_on {}", raised), "raised_on"},
            Arm{fmt::format("p.solved_on > ${0} AND p.raised_on {1} AND (p.closed_on IS NULL OR p.closed_on > ${0})", day, raised), "solved_on"},
            Arm{fmt::format("p.closed_on > ${0} AND p.raised_on {1} AND p.solved_on IS NULL", day, raised), "closed_on"}};
}

// Where a source's problems are found: all of them, or those not raised in the period.
std::vector<Arm> arms_of(Source source, bool raised_are_known) {
    if (source == Source::open) {
        const auto arms = open_arms("last", raised_are_known ? "< $first" : "<= $last");
        return {arms.begin(), arms.end()};
    }
    const char* day = source == Source::raised ? "raised_on" : source == Source::solved ? "solved_on" : "closed_on";
    return {{fmt::format("p.{} BETWEEN $first AND $last{}", day, raised_are_known ? " AND NOT p.raised_on BETWEEN $first AND $last" : ""), day}};
}

}  // namespace

Facts::ProblemPlace::ProblemPlace(const db::Statement& row) : platform(row.small(1)), category(row.small(2)), unit(row.small(3)), topic(row.small(4)) {}

void Facts::ProblemPlace::put(Fact& fact) const {
    fact.platforms = std::span(&platform, 1);
    fact.category = category;
    if (unit != 0) fact.units = std::span(&unit, 1);
    fact.topic = topic;
}

std::string Facts::open_on(std::string_view day) {
    std::string arms;
    for (const Arm& arm : open_arms(day, fmt::format("<= ${}", day)))
        arms += fmt::format("{}SELECT p.id FROM problem p WHERE p.voided IS NULL AND {}", arms.empty() ? "" : " UNION ALL ", arm.condition);
    return fmt::format("p.id IN ({})", arms);
}

// The day that dates a problem for a source; 0 where it does not count there.
int Facts::day_for(Source source, const Problem& problem) const {
    const int first = period_.first.packed(), last = period_.last.packed();
    const auto within = [&](int day) { return first <= day && day <= last ? day : 0; };
    const auto by_then = [&](int day) { return day != 0 && day <= last; };
    switch (source) {
        case Source::raised: return within(problem.raised_on);
        case Source::solved: return within(problem.solved_on);
        case Source::closed: return within(problem.closed_on);
        default: return by_then(problem.raised_on) && !by_then(problem.solved_on) && !by_then(problem.closed_on) ? problem.raised_on : 0;
    }
}

// Most that were solved or closed in a longer period, or are open at its end, were raised in it too: these are read once.
void Facts::problems(Source source, const Each& take) {
    std::vector<Problem> found;
    std::copy_if(raised_.begin(), raised_.end(), std::back_inserter(found), [&](const Problem& problem) { return day_for(source, problem) != 0; });
    for (const Arm& arm : arms_of(source, raised_known_)) {
        auto rows = in_period(fmt::format("SELECT {}, p.raised_by, p.raised_on, p.solved_on, p.closed_on, p.due_on FROM problem p WHERE p.voided IS NULL AND {} AND $first <= $last "
                                          "ORDER BY p.{}", problem_columns, arm.condition, arm.order));
        while (rows.step()) found.push_back({rows.integer(0), ProblemPlace(rows), rows.small(5), rows.small(6), rows.small(7), rows.small(8), rows.small(9)});
    }
    if (records_ == Records::named) std::sort(found.begin(), found.end(), [](const Problem& a, const Problem& b) { return a.id < b.id; });   // whichever index gave them
    const int last = period_.last.packed();
    for (const Problem& problem : found) {
        Fact fact{.kind = "problem", .id = problem.id};
        problem.place.put(fact);
        if (problem.raised_by != 0) fact.members = std::span(&problem.raised_by, 1);
        fact.solved = problem.solved_on != 0 && problem.solved_on <= last;
        fact.overdue = problem.due_on != 0 && problem.due_on < last;
        fact.day = day_for(source, problem);
        take(fact);
    }
    if (source != Source::raised) return;
    raised_ = std::move(found);
    raised_known_ = true;
}

void Facts::lookbacks(const Each& take) {
    auto rows = in_period(fmt::format("SELECT {}, l.id, l.seen_by, l.result, l.seen_on FROM lookback l JOIN problem p ON p.id = l.problem{} WHERE l.voided IS NULL AND p.voided IS NULL "
                                      "AND l.seen_on BETWEEN $first AND $last ORDER BY l.id", problem_columns, same_office(connection_, "l", "p")));
    while (rows.step()) {
        const ProblemPlace place(rows);
        const int seen_by = rows.small(6);
        Fact fact{.kind = "lookback", .id = rows.integer(5)};
        place.put(fact);
        fact.owner_kind = "problem", fact.owner = rows.integer(0);
        if (seen_by != 0) fact.members = std::span(&seen_by, 1);
        fact.result = rows.small(7);
        fact.day = rows.small(8);
        take(fact);
    }
}

}  // namespace cpcc::report
