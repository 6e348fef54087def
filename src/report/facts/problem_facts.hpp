// Reads the facts of problems. Keeps those raised in the period for later sources, so that it reads no row twice.
#pragma once

#include "facts/fact_context.hpp"
#include "facts/settled.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cpcc::report {

class ProblemFacts {
public:
    // Precondition: the context outlives this object.
    explicit ProblemFacts(const FactContext& context) : context_(context) {}

    void problems(const Source&, const TakeFact&);

private:
    struct Problem {
        std::int64_t id;
        int platform, unit, raised_by, raised_on, solved_on, closed_on, due_on;
        std::array<std::int64_t, most_values> values;
    };

    // What a problem was on the last day of the period: the days of the solution and the closing that stood; 0: none.
    struct State {
        int solved_on = 0, closed_on = 0;
    };

    std::vector<Problem> problems_of(const Source&);
    void read_arm(const Source&, const std::string& condition, std::string_view order, std::vector<Problem>& found);
    int day_for(const Source&, const Problem&) const;
    int day_in_period(const Source&, const Problem&) const;
    State state_of(const Problem&) const;

    const FactContext& context_;
    std::optional<SettledInPeriod> settled_;
    bool raised_known_ = false;
    std::vector<Problem> raised_;  // in the period
};

// Returns the condition that a problem `p` was open on the day in the parameter `day`. Each of its three parts (still
// open, solved later, closed later) uses an index, so that the engine does not read problems settled before.
std::string open_on(std::string_view day);

}  // namespace cpcc::report
