// The columns of a report: built-in measures and the custom measures of an office (domain.md, 3).
#pragma once

#include "cpcc/base/error.hpp"
#include "cpcc/report/measures.hpp"

#include <optional>
#include <string>
#include <vector>

namespace cpcc::report {

// A custom measure: a built-in one with further conditions on its facts (domain.md, 3).
struct CustomMeasure {
    std::string id, label, label_en;
    std::string base;                // the id of a built-in measure
    std::vector<std::string> where;  // all of them must hold
};

// Returns whether conditions on the measure's facts can use this field, given by its id or label.
bool can_narrow(const Measure&, std::string_view field);
// Parses a condition on facts of a measure; `option` names its place in messages. Throws Error{usage} for an unknown
// field or an invalid value.
void check_condition(const Measure&, const std::string& condition, std::string_view option);

// One column of a report: a built-in measure, or a custom one based on it. It owns neither; `custom` must outlive it.
struct Asked {
    const Measure* base;
    const CustomMeasure* custom = nullptr;
    std::string id() const { return custom ? custom->id : std::string(base->id); }
    std::string label() const;
    std::string definition() const;
};

// Returns the column with that id; null if there is none.
const Asked* find_asked(const std::vector<Asked>&, std::string_view id) noexcept;
// Returns the column with that id or label; null if there is none.
const Asked* find_named(const std::vector<Asked>&, std::string_view name) noexcept;
// Returns the id most similar to an unknown one; nothing if none is similar enough.
std::optional<std::string> nearest_measure(const std::vector<Asked>&, const std::string& id);
// Returns the Error{usage} for an unknown id, with the most similar one as its hint.
Error no_such_measure(const std::vector<Asked>&, const std::string& id);

// Returns the columns for these ids, in their order; all columns if `ids` is empty. Throws Error{usage} for an unknown
// or duplicate id.
std::vector<Asked> ask(const std::vector<std::string>& ids, const std::vector<CustomMeasure>& customs);

}  // namespace cpcc::report
