// Conditions on the facts of a source. Binds them once for a report, and evaluates them as comparisons of integers.
#pragma once

#include "cpcc/db/connection.hpp"
#include "cpcc/records/condition.hpp"
#include "facts/registers.hpp"
#include "facts/tag_filter.hpp"
#include "measures/sources.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <vector>

namespace cpcc::report {

class FactFilter {
public:
    FactFilter() = default;
    // Throws Error{usage} if a condition names an unknown code.
    FactFilter(db::Connection&, const Registers&, const Source&, std::span<const records::Condition>);

    bool passes(const Fact& fact) const {
        for (const ValueTest& test : value_tests_)
            if (test.range.has(fact.values[test.place]) == test.unequal) return false;
        return tests_.empty() || passes_others(fact);
    }
    // Returns whether a condition needs the record behind a fact.
    bool reads_records() const;
    // Returns whether a condition needs the topic of a fact.
    bool reads_topics() const;

private:
    struct Range {
        std::int64_t low, high;
        bool has(std::int64_t value) const { return low <= value && value <= high; }
    };
    struct ValueTest {  // most conditions are one range of one value; these run first and are contiguous in memory
        std::size_t place;
        Range range;
        bool unequal;
    };
    struct TagTest {
        Tagged tagged;
        bool on;  // whether a fact must have the tag, or any; otherwise it must have none
    };
    struct Test {
        Holds holds = Holds::value;
        std::size_t place = 0;  // index in Fact::values, for Holds::value
        bool unequal = false;   // no range may contain it
        std::vector<Range> ranges = {};
        std::vector<TagTest> tags = {};

        bool has(std::int64_t number) const {
            return std::any_of(ranges.begin(), ranges.end(), [&](const Range& range) { return range.has(number); });
        }
        bool has_any(std::span<const int> rows) const {
            return rows.empty() ? has(0) : std::any_of(rows.begin(), rows.end(), [&](int row) { return has(row); });
        }
    };
    static Test test_of(db::Connection&, const Registers&, const Column&, const records::Condition&);
    static Range range_of(const records::Field&, records::Operator, const records::Value&);
    static void add_rows(std::vector<Range>&, const Registers&, const records::Field&, records::Operator,
                         const records::Value&);
    bool passes_others(const Fact&) const;
    bool holds(const Test&, const Fact&) const;
    bool has_sector(const Test&, const Fact&) const;

    const Registers* registers_ = nullptr;
    const Source* source_ = nullptr;
    std::vector<ValueTest> value_tests_;
    std::vector<Test> tests_;
};

}  // namespace cpcc::report
