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

    // `2024`, `2024H1`, `2024Q3`, `2024-07`, `2024-07-15`, `2024-07-01..2024-09-04`, `ytd`, `ytd@2024-09-04`, `today`,
    // `yesterday`, and `this-` or `last-` with `week`, `month`, `quarter`, `half`, `year`. Throws Error{usage}.
    static Period parse(std::string_view text, Date today);

    // What came before: a whole month, quarter, half or year gives the one before it, any other span the
    // same number of days that ends the day before.
    Period previous() const;
    // The same days a year earlier; a last day of February stays one.
    Period last_year() const;

    std::string text() const;                    // the shortest of the forms above that means the same days
    bool contains(Date day) const noexcept { return first <= day && day <= last; }
    bool operator==(const Period&) const = default;
};

enum class Span { month, quarter, half, year };

// The calendar span of that length that holds the day, whole.
Period span_of(Span, Date day);

// The period cut at the bounds of calendar spans: every piece lies in one, in order, none is empty.
std::vector<Period> split(const Period&, Span);

// `2024-07`, `2024Q3`, `2024H2`, `2024`: the name of the span that holds the day.
std::string span_name(Span, Date day);

}  // namespace cpcc
