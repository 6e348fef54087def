#include "facts/settled.hpp"

#include <algorithm>

namespace cpcc::report {

using records::SettledAs;

SettledInPeriod::SettledInPeriod(const FactContext& facts) {
    auto rows = facts.in_period(
        "SELECT problem, settled_on, reopened_on, role FROM problem_settled "
        "WHERE settled_on <= $last AND (reopened_on > $last OR settled_on >= $first) "
        "ORDER BY problem, position");
    while (rows.step())
        all_.push_back({rows.integer(0), rows.small(1), rows.small(2), static_cast<SettledAs>(rows.integer(3))});
}

std::span<const SettledBefore> SettledInPeriod::of(std::int64_t problem) const {
    struct ByProblem {
        bool operator()(const SettledBefore& a, std::int64_t b) const { return a.problem < b; }
        bool operator()(std::int64_t a, const SettledBefore& b) const { return a < b.problem; }
    };
    const auto [first, end] = std::equal_range(all_.begin(), all_.end(), problem, ByProblem{});
    return {first, end};
}

std::string settled_in_period(std::string_view row_number, SettledAs as) {
    return fmt::format(
        "{} IN (SELECT e.problem FROM problem_settled e "
        "WHERE e.role = {} AND e.settled_on BETWEEN $first AND $last)",
        row_number, number_of(as));
}

std::string settled_before_on(std::string_view row_number, std::string_view day, std::optional<SettledAs> as) {
    return fmt::format(
        "{0} IN (SELECT e.problem FROM problem_settled e "
        "WHERE e.settled_on <= ${1} AND e.reopened_on > ${1}{2})",
        row_number, day, as ? fmt::format(" AND e.role = {}", number_of(*as)) : "");
}

std::string settled_by(std::string_view day, SettledAs as) {
    return fmt::format(
        "coalesce((SELECT max(e.settled_on) FROM problem_settled e "
        "WHERE e.problem = p.id AND e.office = p.office AND e.role = {0} "
        "AND e.settled_on <= ${1} AND e.reopened_on > ${1}), "
        "CASE WHEN p.{2} <= ${1} THEN p.{2} END)",
        number_of(as), day, as == SettledAs::solved ? "solved_on" : "closed_on");
}

}  // namespace cpcc::report
