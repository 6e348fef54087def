#include "facts/fact_filter.hpp"

#include "cpcc/base/error.hpp"
#include "facts/places.hpp"

#include <limits>
#include <stdexcept>

namespace cpcc::report {

using records::Condition;
using records::Field;
using records::Operator;
using records::Value;

namespace {

constexpr auto highest = std::numeric_limits<std::int64_t>::max();

// Calls `each` with every row number of a register and its code.
template <class Each>
void each_code(const Registers& registers, std::string_view kind, Each each) {
    const auto all = [&](const auto& entries) {
        for (std::size_t id = 1; id < entries.size(); ++id)
            each(static_cast<std::int64_t>(id), std::string_view(entries[id].code));
    };
    if (kind == "topic")
        all(registers.topics);
    else if (kind == "sector")
        all(registers.sectors);
    else if (kind == "unit")
        all(registers.units);
    else if (kind == "platform")
        all(registers.platforms);
    else if (kind == "member")
        all(registers.members);
    else
        throw std::logic_error("no register of kind " + std::string(kind));
}

bool compares(Operator op, std::string_view code, std::string_view with) {
    switch (op) {
        case Operator::less: return code < with;
        case Operator::at_most: return code <= with;
        case Operator::greater: return code > with;
        case Operator::at_least: return code >= with;
        default: return code == with;
    }
}

}  // namespace

FactFilter::FactFilter(db::Connection& connection, const Registers& registers, const Source& source,
                       std::span<const Condition> conditions)
    : registers_(&registers), source_(&source) {
    for (const Condition& condition : conditions) {
        Test test = test_of(connection, registers, source.at(condition.field->id), condition);
        if (test.holds == Holds::value && test.ranges.size() == 1)
            value_tests_.push_back({test.place, test.ranges.front(), test.unequal});
        else
            tests_.push_back(std::move(test));
    }
}

bool FactFilter::passes_others(const Fact& fact) const {
    return std::all_of(tests_.begin(), tests_.end(),
                       [&](const Test& test) { return holds(test, fact) != test.unequal; });
}

bool FactFilter::reads_records() const {
    return std::any_of(tests_.begin(), tests_.end(), [](const Test& test) { return test.holds == Holds::tags; });
}

bool FactFilter::reads_topics() const {
    const Column* topic = source_ ? source_->find("topic") : nullptr;
    const auto is_topic = [&](const auto& test) { return topic && test.place == topic->value; };
    return std::any_of(value_tests_.begin(), value_tests_.end(), is_topic) ||
           std::any_of(tests_.begin(), tests_.end(),
                       [&](const Test& test) { return test.holds == Holds::value && is_topic(test); });
}

FactFilter::Test FactFilter::test_of(db::Connection& connection, const Registers& registers, const Column& column,
                                     const Condition& condition) {
    Test test{.holds = column.holds, .place = column.value, .unequal = records::is_negative(condition.op)};
    for (const Value& value : condition.values) {
        if (column.holds == Holds::tags) {
            const auto* items = std::get_if<std::vector<records::Item>>(&value);
            test.tags.push_back(
                {Tagged(connection, items ? std::optional(items->front().text) : std::nullopt), items != nullptr});
        } else if (column.field.target.empty() || records::empty(value)) {
            test.ranges.push_back(range_of(column.field, condition.op, value));
        } else {
            add_rows(test.ranges, registers, column.field, condition.op, value);
        }
    }
    return test;
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

// Adds the rows of the register whose codes match, and the topics below a topic; consecutive rows form one range.
// Throws Error{usage} if the operator compares for equality and no row has the code.
void FactFilter::add_rows(std::vector<Range>& ranges, const Registers& registers, const Field& field, Operator op,
                          const Value& value) {
    const auto& with = std::get<std::string>(value);
    bool known = false;
    const auto belongs = [&](std::int64_t row) {
        const auto& lineage = registers.topics[static_cast<std::size_t>(row)].lineage;
        return std::any_of(lineage.begin(), lineage.end(),
                           [&](int up) { return registers.topics[static_cast<std::size_t>(up)].code == with; });
    };
    each_code(registers, field.target, [&](std::int64_t row, std::string_view code) {
        known = known || code == with;
        if (field.target == "topic" && !records::is_ordered(op) ? !belongs(row) : !compares(op, code, with)) return;
        if (!ranges.empty() && ranges.back().high == row - 1)
            ranges.back().high = row;
        else
            ranges.push_back({row, row});
    });
    if (!known && !records::is_ordered(op))
        throw Error(Exit::usage,
                    say(Words{"{} {} 不存在", "{} {} does not exist"}, records::kind(field.target).label.get(), with));
}

bool FactFilter::holds(const Test& test, const Fact& fact) const {
    switch (test.holds) {
        case Holds::value: return test.has(fact.values[test.place]);
        case Holds::platforms: return test.has_any(fact.platforms);
        case Holds::members: return test.has_any(fact.members);
        case Holds::units: return test.has_any(fact.units);
        case Holds::sector: return has_sector(test, fact);
        case Holds::tags:
            return std::any_of(test.tags.begin(), test.tags.end(),
                               [&](const TagTest& tag) { return tag.tagged.on(fact) == tag.on; });
    }
    return false;
}

bool FactFilter::has_sector(const Test& test, const Fact& fact) const {
    if (source_->of_people()) return test.has(registers_->member(fact.person, fact.as_of).sector);
    bool found = false;
    each_place(*registers_, fact, [&](const Place& place) { found = found || test.has(place.sector); });
    return found;
}

}  // namespace cpcc::report
