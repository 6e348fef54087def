// The measures of domain.md, 3: each declared once, used by every report.
#pragma once

#include "cpcc/base/words.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace cpcc::report {

struct Source;  // what is counted: measures/sources.hpp

enum class Unit { number, yuan, share };

// Conditions in the language of `list --where` on what a source has; all of them hold. Empty ones are none.
using Where = std::array<std::string_view, 3>;

struct Measure {
    std::string_view id;
    Words label;
    Words definition;
    std::string_view theme;       // measures of one theme stand together in a table
    std::string_view source;      // a row of measures/sources.cpp
    Where where = {};             // which of its facts count
    std::string_view value = {};  // what of each is added up: a column of the source; empty: each counts 1
    bool distinct = false;        // people or units, each once
    Where of = {};                // a share: of which facts those that count are the part
    Unit unit = Unit::number;
};

std::span<const Measure> measures();
const Measure* find_measure(std::string_view id) noexcept;

struct Theme {
    std::string_view id;
    Words label;
};
std::span<const Theme> themes();

}  // namespace cpcc::report
