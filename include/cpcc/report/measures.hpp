// The built-in measures (domain.md, 3). Each is declared once, and every report uses that declaration.
#pragma once

#include "cpcc/base/words.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace cpcc::report {

struct Source;  // measures/sources.hpp

// `yuan`: values are in fen. `share`: values are in ten-thousandths. `mean`: values are in tenths.
enum class Unit { number, yuan, share, mean };

// Returns whether a figure is a quotient, which is empty where there is nothing to divide by.
constexpr bool is_quotient(Unit unit) noexcept { return unit == Unit::share || unit == Unit::mean; }

// Conditions on the columns of a source, in the language of `list --where`. All must hold; empty ones do not count.
using Where = std::array<std::string_view, 3>;

struct Measure {
    std::string_view id;
    Words label;
    Words definition;
    std::string_view theme;       // the id of a theme, which groups measures in a table
    std::string_view source;      // the id of a row in measures/sources.cpp
    Where where = {};             // the facts that count
    std::string_view value = {};  // the column of the source to add up; empty: each fact counts 1
    bool distinct = false;        // counts different people, units or platforms
    Where of = {};                // for a share: the facts in its denominator
    Unit unit = Unit::number;
    // The fields by whose values alone it can be added up, as boxes and bags cannot: it has a meaning only by one of
    // them, and a total only if all that counts has one value of one of them. Empty: it has no such fields.
    std::array<std::string_view, 2> only_by = {};
};

// Returns whether a figure can be missing: a quotient, or a sum of what cannot be added up.
constexpr bool may_be_missing(const Measure& measure) noexcept {
    return is_quotient(measure.unit) || !measure.only_by.front().empty();
}

std::span<const Measure> measures();
const Measure* find_measure(std::string_view id) noexcept;  // null: unknown

struct Theme {
    std::string_view id;
    Words label;
};
std::span<const Theme> themes();
const Theme& theme_of(const Measure&);

}  // namespace cpcc::report
