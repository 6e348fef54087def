// Working days: weekends are off, except for the days that the State Council moves (domain.md, 4, report followup).
#pragma once

#include "cpcc/base/date.hpp"

#include <set>

namespace cpcc {

struct Workdays {
    std::set<Date> off;  // weekdays that are not worked
    std::set<Date> on;   // weekend days that are

    bool worked(Date day) const { return on.contains(day) || (day.weekday() < 6 && !off.contains(day)); }
    // Returns the number of working days after `from`, up to and including `to`; 0 unless `to` is later.
    int between(Date from, Date to) const;
    // Returns the n-th working day from `first` on; `n` is 1 or more.
    Date nth(Date first, int n) const;
    // Returns whether the settings cover the day's year; otherwise only weekends are known.
    bool knows(int year) const;
};

}  // namespace cpcc
