// Conditions on the facts of a source. Binds them once for a report, and evaluates them as comparisons of integers: of
// a value that the fact carries, or of the row number of a record that it leads to with those of the records that meet
// the condition, which one query finds.
#pragma once

#include "cpcc/base/period.hpp"
#include "cpcc/db/connection.hpp"
#include "facts/dated_fields.hpp"
#include "facts/number_set.hpp"
#include "facts/registers.hpp"
#include "facts/tag_filter.hpp"
#include "measures/conditions.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <vector>

namespace cpcc::report {

class FactFilter {
public:
    FactFilter() = default;
    // Throws Error{usage} if a condition names an unknown code.
    FactFilter(db::Connection&, const Registers&, const Source&, std::span<const FactCondition>, const Period&);

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
    using Range = NumberSet::Range;
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
        std::size_t place = 0;                  // index in Fact::values, for Holds::value
        std::string_view kind = {};             // of the record, for Holds::record
        bool unequal = false;                   // it must be none of the numbers
        std::optional<FieldOnDay> on_day = {};  // reads the number on the day of the fact from the row that it has
        NumberSet numbers = {};
        std::vector<TagTest> tags = {};

        bool has(std::int64_t row, int day) const { return numbers.has(on_day ? on_day->of(row, day) : row); }
        bool has_any(std::span<const int> rows, int day) const {
            if (rows.empty()) return has(0, day);
            return std::any_of(rows.begin(), rows.end(), [&](int row) { return has(row, day); });
        }
    };
    Test test_of(db::Connection&, const FactCondition&, const Period&) const;
    void add_dated(db::Connection&, Test&, const FactCondition&, const DatedStep&, const Period&) const;
    void add_values(db::Connection&, Test&, const FactCondition&) const;
    static Range range_of(const records::Field&, records::Operator, const records::Value&);
    void add_rows(NumberSet&, const records::Field&, records::Operator, const records::Value&) const;
    NumberSet with_topics_below(const NumberSet&) const;
    bool passes_others(const Fact&) const;
    bool holds(const Test&, const Fact&) const;
    bool has_sector(const Test&, const Fact&) const;

    const Registers* registers_ = nullptr;
    const Source* source_ = nullptr;
    std::vector<ValueTest> value_tests_;
    std::vector<Test> tests_;
};

}  // namespace cpcc::report
