#include "cpcc/base/workdays.hpp"

#include <algorithm>

namespace cpcc {

int Workdays::between(Date from, Date to) const {
    int count = 0;
    for (Date day = from.plus_days(1); day <= to; day = day.plus_days(1)) count += worked(day) ? 1 : 0;
    return count;
}

Date Workdays::nth(Date first, int n) const {
    Date day = first;
    for (int left = worked(day) ? n - 1 : n; left > 0; left -= worked(day) ? 1 : 0) day = day.plus_days(1);
    return day;
}

bool Workdays::knows(int year) const {
    const auto of_year = [year](Date day) { return day.year() == year; };
    return std::any_of(off.begin(), off.end(), of_year) || std::any_of(on.begin(), on.end(), of_year);
}

}  // namespace cpcc
