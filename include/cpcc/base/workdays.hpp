// Which days are worked: weekends off, but for the State Council's moved days (domain.md, 4, report followup).
#pragma once

#include "cpcc/base/date.hpp"

#include <set>

namespace cpcc {

struct Workdays {
    std::set<Date> off;   // weekdays that are not worked
    std::set<Date> on;    // weekend days that are

    bool worked(Date day) const { return on.contains(day) || (day.weekday() < 6 && !off.contains(day)); }
    // The days worked after `from`, up to and with `to`; 0 where it is not later.
    int between(Date from, Date to) const;
    // Whether anything is said of the day's year: without that only weekends are known.
    bool knows(int year) const;
};

}  // namespace cpcc
