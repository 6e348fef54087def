// A span of whole days, both ends included (domain.md, 3).
#pragma once

#include "cpcc/base/date.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cpcc {

struct Period {
    Date first;
    Date last;

    // Parses `2024`, `2024H1`, `2024Q3`, `2024-07`, `2024-07-15`, `2024-07-01..2024-09-04`, `ytd`, `ytd@2024-09-04`,
    // `today`, `yesterday`, and `this-` or `last-` with `week`, `month`, `quarter`, `half`, `year`; also in Chinese
    // (spoken_period). Throws Error{usage}.
    static Period parse(std::string_view text, Date today);

    // Returns the preceding month, quarter, half or year; for any other span, the same number of days before it.
    Period previous() const;
    // Returns the same dates a year earlier; the last day of February stays the last day.
    Period last_year() const;

    std::string text() const;  // the shortest of the forms above that means the same days
    bool contains(Date day) const noexcept { return first <= day && day <= last; }
    bool operator==(const Period&) const = default;
};

enum class Span { month, quarter, half, year };

// Returns the whole calendar span of that length that contains the day.
Period span_of(Span, Date day);

// Splits the period at the bounds of calendar spans. Returns the pieces in order; none is empty.
std::vector<Period> split(const Period&, Span);

// Returns the name of the span that contains the day: `2024-07`, `2024Q3`, `2024H2`, `2024`.
std::string span_name(Span, Date day);

}  // namespace cpcc
