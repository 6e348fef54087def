#include "facts/fact_filter.hpp"

#include "cpcc/base/error.hpp"
#include "facts/matching_rows.hpp"
#include "facts/places.hpp"
#include "facts/register_rows.hpp"

#include <limits>

namespace cpcc::report {

using records::Field;
using records::Operator;
using records::Value;

namespace {

constexpr auto highest = std::numeric_limits<std::int64_t>::max();

bool compares(Operator op, std::string_view code, std::string_view with) {
    switch (op) {
        case Operator::less: return code < with;
        case Operator::at_most: return code <= with;
        case Operator::greater: return code > with;
        case Operator::at_least: return code >= with;
        default: return code == with;
    }
}

// Returns the range of a DatedField: a yes/no field has 1 for no there, and 0 for a record that is missing.
NumberSet::Range range_on_day(const Field& field, const Value& value, NumberSet::Range range) {
    if (field.type != records::Type::yesno || records::empty(value)) return range;
    return {range.low + 1, range.high == highest ? highest : range.high + 1};
}

}  // namespace

FactFilter::FactFilter(db::Connection& connection, const Registers& registers, const Source& source,
                       std::span<const FactCondition> conditions, const Period& period)
    : registers_(&registers), source_(&source) {
    for (const FactCondition& condition : conditions) {
        Test test = test_of(connection, condition, period);
        if (test.holds == Holds::value && test.numbers.ranges().size() == 1)
            value_tests_.push_back({test.place, test.numbers.ranges().front(), test.unequal});
        else
            tests_.push_back(std::move(test));
    }
}

bool FactFilter::passes_others(const Fact& fact) const {
    return std::all_of(tests_.begin(), tests_.end(),
                       [&](const Test& test) { return holds(test, fact) != test.unequal; });
}

bool FactFilter::reads_records() const {
    return std::any_of(tests_.begin(), tests_.end(), [&](const Test& test) {
        return test.holds == Holds::tags || (test.holds == Holds::record && test.kind == source_->kind);
    });
}

bool FactFilter::reads_topics() const {
    const Column* topic = source_ ? source_->find("topic") : nullptr;
    const auto is_topic = [&](const auto& test) { return topic && test.place == topic->value; };
    return std::any_of(value_tests_.begin(), value_tests_.end(), is_topic) ||
           std::any_of(tests_.begin(), tests_.end(),
                       [&](const Test& test) { return test.holds == Holds::value && is_topic(test); });
}

FactFilter::Test FactFilter::test_of(db::Connection& connection, const FactCondition& condition,
                                     const Period& period) const {
    const FieldPath& path = condition.path;
    Test test{.unequal = records::is_negative(condition.test.op)};
    if (path.column)
        test.holds = path.column->holds, test.place = path.column->value;
    else
        test.holds = Holds::record, test.kind = path.kind;
    if (path.is_column()) {
        add_values(connection, test, condition);
    } else if (const auto step = dated_step(path)) {
        add_dated(connection, test, condition, *step, period);
    } else {
        test.numbers = matching_rows(connection, *source_, condition, period);
        if (path.kind == "topic" && path.column) test.numbers = with_topics_below(test.numbers);
    }
    test.numbers.close();
    return test;
}

// Adds the numbers that a dated field must have on the day of a fact: values of its own, or rows of what it refers to.
void FactFilter::add_dated(db::Connection& connection, Test& test, const FactCondition& condition,
                           const DatedStep& step, const Period& period) const {
    test.on_day.emplace(connection, *registers_, *source_, condition.path, step, period);
    if (!step.rest) return add_values(connection, test, condition);
    FactCondition rest{*step.rest, condition.test};
    rest.test.path = rest.path.refs;
    test.numbers = matching_rows(connection, *source_, rest, period);
}

// Adds the numbers that a column itself must have.
void FactFilter::add_values(db::Connection& connection, Test& test, const FactCondition& condition) const {
    const Field& field = *condition.test.field;
    for (const Value& value : condition.test.values) {
        if (test.holds == Holds::tags) {
            const auto* items = std::get_if<std::vector<records::Item>>(&value);
            test.tags.push_back(
                {Tagged(connection, items ? std::optional(items->front().text) : std::nullopt), items != nullptr});
        } else if (field.target.empty() || records::empty(value)) {
            const Range range = range_of(field, condition.test.op, value);
            test.numbers.add(test.on_day ? range_on_day(field, value, range) : range);
        } else {
            add_rows(test.numbers, field, condition.test.op, value);
        }
    }
}

// A record belongs to its topic and to all topics above, so it meets a condition that any of them meets.
NumberSet FactFilter::with_topics_below(const NumberSet& topics) const {
    NumberSet all;
    if (topics.has(0)) all.add(0);
    each_entry(*registers_, "topic", [&](int row, const auto&) {
        const auto& lineage = registers_->topics[static_cast<std::size_t>(row)].lineage;
        if (std::any_of(lineage.begin(), lineage.end(), [&](int up) { return topics.has(up); })) all.add(row);
    });
    return all;
}

FactFilter::Range FactFilter::range_of(const Field& field, Operator op, const Value& value) {
    const std::int64_t none = none_of(field);
    if (records::empty(value)) return {none, none};
    const std::int64_t number = records::number(value);
    switch (op) {
        case Operator::less: return {none + 1, number - 1};
        case Operator::at_most: return {none + 1, number};
        case Operator::greater: return {number + 1, highest};
        case Operator::at_least: return {number, highest};
        default: return {number, number};
    }
}

// Adds the rows of the register whose codes match, and the topics below a topic. Throws Error{usage} if the operator
// compares for equality and no row has the code.
void FactFilter::add_rows(NumberSet& numbers, const Field& field, Operator op, const Value& value) const {
    const auto& with = std::get<std::string>(value);
    std::vector<std::string_view> codes;
    const auto belongs = [&](int row) {
        const auto& lineage = registers_->topics[static_cast<std::size_t>(row)].lineage;
        return std::any_of(lineage.begin(), lineage.end(),
                           [&](int up) { return registers_->topics[static_cast<std::size_t>(up)].code == with; });
    };
    each_entry(*registers_, field.target, [&](int row, const Named& entry) {
        codes.push_back(entry.code);
        const bool below = field.target == "topic" && !records::is_ordered(op);
        if (below ? belongs(row) : compares(op, entry.code, with)) numbers.add(row);
    });
    if (!records::is_ordered(op) && std::find(codes.begin(), codes.end(), with) == codes.end())
        throw unknown_code(field.target, with, codes);
}

bool FactFilter::holds(const Test& test, const Fact& fact) const {
    const int day = fact.as_of;
    switch (test.holds) {
        case Holds::value:
            if (!test.on_day) return test.numbers.has(fact.values[test.place]);
            return test.has_any(registers_->topics[static_cast<std::size_t>(fact.values[test.place])].lineage, day);
        case Holds::platforms: return test.has_any(fact.platforms, day);
        case Holds::members: return test.has_any(fact.members, day);
        case Holds::units: return test.has_any(fact.units, day);
        case Holds::sector: return has_sector(test, fact);
        case Holds::record: return test.has(fact.record(test.kind), day);
        case Holds::tags:
            return std::any_of(test.tags.begin(), test.tags.end(),
                               [&](const TagTest& tag) { return tag.tagged.on(fact) == tag.on; });
    }
    return false;
}

bool FactFilter::has_sector(const Test& test, const Fact& fact) const {
    if (source_->of_people()) return test.numbers.has(registers_->member(fact.person, fact.as_of).sector);
    bool found = false;
    each_place(*registers_, fact, [&](const Place& place) { found = found || test.numbers.has(place.sector); });
    return found;
}

}  // namespace cpcc::report
