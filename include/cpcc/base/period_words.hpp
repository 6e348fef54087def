// Periods and dates in prose, in the language of the process. They are worded as of the period's last day: a period
// that begins on 1 January of that year is 今年以来, whatever today is.
#pragma once

#include "cpcc/base/period.hpp"

#include <string>

namespace cpcc {

// Returns the period with its year, as a sentence begins: 2024年8月, 2024年三季度, 2024年上半年, 2024年前三季度,
// 2024年, 今年以来, 2024年9月4日, 2024年7月1日至9月4日; "In August 2024", "In the third quarter of 2024", "So far this
// year", "From 1 July to 4 September 2024".
std::string period_words(const Period&);
// Returns the same without the year, if the period lies in one year: 8月, 三季度, 上半年, 全年; "In August", "In the
// third quarter".
std::string short_period_words(const Period&);
// Returns the first and last day: 2024年7月1日至9月4日; "1 July to 4 September 2024".
std::string span_words(const Period&);
// Returns a date: 2024年9月4日; "4 September 2024".
std::string day_words(Date);

}  // namespace cpcc
