// The columns of a report: built-in measures, and an office's own narrowings of them (domain.md, 3).
#pragma once

#include "cpcc/base/error.hpp"
#include "cpcc/report/measures.hpp"

#include <optional>
#include <string>
#include <vector>

namespace cpcc::report {

// A measure of an office's own: a base, narrowed by conditions on what its source has (domain.md, 3).
struct CustomMeasure {
    std::string id, label, label_en;
    std::string base;
    std::vector<std::string> where;
};

// Returns whether facts of a measure have that to be narrowed by.
bool can_narrow(const Measure&, std::string_view field);
// Parses a condition on facts of a measure; `option` names its place. Throws Error{usage} for an unknown field or a
// wrong value.
void check_condition(const Measure&, const std::string& condition, std::string_view option);

// One column of a report: a measure, or an office's narrowing of one.
struct Asked {
    const Measure* base;
    const CustomMeasure* custom = nullptr;
    std::string id() const { return custom ? custom->id : std::string(base->id); }
    std::string label() const;
    std::string definition() const;
};

// The one with that id, null where there is none; the id that may have been meant; and the Error{usage} that says both.
const Asked* find_asked(const std::vector<Asked>&, std::string_view id) noexcept;
std::optional<std::string> nearest_measure(const std::vector<Asked>&, const std::string& id);
Error no_such_measure(const std::vector<Asked>&, const std::string& id);

// The columns for these ids; all where none is named. Throws Error{usage} for an unknown one, with the nearest.
std::vector<Asked> ask(const std::vector<std::string>& ids, const std::vector<CustomMeasure>& customs);

}  // namespace cpcc::report
