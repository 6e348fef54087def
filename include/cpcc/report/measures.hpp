// The measures of domain.md, 3: each declared once, used by every report.
#pragma once

#include "cpcc/base/error.hpp"
#include "cpcc/base/words.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cpcc::report {

struct Source;   // what is counted: measures/sources.hpp

enum class Unit { number, yuan, share };

// Conditions in the language of `list --where` on what a source has; all of them hold. Empty ones are none.
using Where = std::array<std::string_view, 3>;

struct Measure {
    std::string_view id;
    Words label;
    Words definition;
    std::string_view theme;          // measures of one theme stand together in a table
    std::string_view source;         // a row of measures/sources.cpp
    Where where = {};                // which of its facts count
    std::string_view value = {};     // what of each is added up: a column of the source; empty: each counts 1
    bool distinct = false;           // people or units, each once
    Where of = {};                   // a share: of which facts those that count are the part
    Unit unit = Unit::number;
};

std::span<const Measure> measures();
const Measure* find_measure(std::string_view id) noexcept;

struct Theme {
    std::string_view id;
    Words label;
};
std::span<const Theme> themes();

// A measure of an office's own: a base, narrowed by conditions on what its source has (domain.md, 3).
struct CustomMeasure {
    std::string id, label, label_en;
    std::string base;
    std::vector<std::string> where;
};

// Returns whether facts of a measure have that to be narrowed by.
bool can_narrow(const Measure&, std::string_view field);
// Parses a condition on facts of a measure; `option` names its place. Throws Error{usage} for an unknown field or a wrong value.
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
