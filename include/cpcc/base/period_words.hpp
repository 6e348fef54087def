// Periods and days as prose says them, in the language of the process. They speak as of the period's last day: what began on
// 1 January of that day's year is 今年以来, whatever today is.
#pragma once

#include "cpcc/base/period.hpp"

#include <string>

namespace cpcc {

// With its year, as a sentence begins: 2024年8月, 2024年三季度, 2024年上半年, 2024年前三季度, 2024年, 今年以来, 2024年9月4日,
// 2024年7月1日至9月4日; "In August 2024", "In the third quarter of 2024", "So far this year", "From 1 July to 4 September 2024".
std::string period_words(const Period&);
// The same without the year, where it is all one year's: 8月, 三季度, 上半年, 全年; "In August", "In the third quarter".
std::string short_period_words(const Period&);
// Its days: 2024年7月1日至9月4日; "1 July to 4 September 2024".
std::string span_words(const Period&);
// 2024年9月4日; "4 September 2024".
std::string day_words(Date);

}  // namespace cpcc
