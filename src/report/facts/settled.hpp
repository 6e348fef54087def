// The solutions and closings of problems as they stood on a day. A problem has its present one in its record, and those
// that were reopened in the table problem_settled.
#pragma once

#include "cpcc/records/choices.hpp"
#include "facts/fact_context.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cpcc::report {

// A solution or closing that was reopened.
struct SettledBefore {
    std::int64_t problem;
    int settled_on, reopened_on;  // the problem was settled from the first day until the day before the second
    records::SettledAs as;

    bool stands_on(int day) const noexcept { return settled_on <= day && day < reopened_on; }
};

// What the reports of a period need: settlements that stood on its last day, or are dated in it.
class SettledInPeriod {
public:
    explicit SettledInPeriod(const FactContext&);

    bool empty() const noexcept { return all_.empty(); }
    // Returns those of a problem, in the order of days.
    std::span<const SettledBefore> of(std::int64_t problem) const;

private:
    std::vector<SettledBefore> all_;  // by problem and day
};

// Returns a condition on the row number of a problem: it has an earlier settlement of that kind that is dated in the
// period from $first to $last.
std::string settled_in_period(std::string_view row_number, records::SettledAs);

// Returns a condition on the row number of a problem: an earlier settlement, of that kind or any, stood on the day in
// the parameter `day`.
std::string settled_before_on(std::string_view row_number, std::string_view day,
                              std::optional<records::SettledAs> = std::nullopt);

// Returns the SQL of the date of the solution (or closing) of a problem `p` that stood on the day in the parameter
// `day`; null if none did.
std::string settled_by(std::string_view day, records::SettledAs);

}  // namespace cpcc::report
