// Conditions on the facts of a source, in the language of `list --where`.
#pragma once

#include "cpcc/records/condition.hpp"
#include "measures/field_path.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cpcc::report {

// A condition on the field at the end of a path. Its Condition::path is that of FieldPath::refs.
struct FactCondition {
    FieldPath path;
    records::Condition test;
};

// Returns the condition that a column of a source has one of these values.
FactCondition column_condition(const Column&, std::vector<records::Value>);

// Parses conditions on the facts of a source; `of` names in messages what has their fields, and `option` the place of
// the texts. Throws Error{usage} for an unknown field, with the nearest one, and for a wrong value.
std::vector<FactCondition> conditions_on(const Source&, const std::string& of, std::span<const std::string> texts,
                                         std::string_view option);
// Parses conditions on what a measure counts.
std::vector<FactCondition> conditions_on(const Measure&, std::span<const std::string> texts, std::string_view option);
// Parses declared conditions on the facts of a source.
std::vector<FactCondition> conditions_on(const Source&, const Where&);

}  // namespace cpcc::report
