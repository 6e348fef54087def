// Days, months and periods as people write them on a command line. Files are read strictly.
#pragma once

#include "cpcc/base/period.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace cpcc {

// Reads a day: 2024-08-25, 2024/8/25, 2024年8月25日, 20240825; 8-25 and 8月25日 of this year; today, yesterday, 今天,
// 昨天; -3, three days ago. Returns nothing for any other text.
std::optional<Date> spoken_day(std::string_view text, Date today);

// Reads a month and returns it as YYYY-MM: 2024-08, 2024/8, 2024年8月, 8月, 本月, 上月, 下月.
std::optional<std::string> spoken_month(std::string_view text, Date today);

// Reads a period in Chinese: 2024年, 2024年8月, 2024年上半年, 2024年第三季度, 2024年1-8月, 7月1日至9月4日, 上月,
// 本季度, 去年, 今年以来. Without a year it is this year's. Returns nothing for any other text.
std::optional<Period> spoken_period(std::string_view text, Date today);

}  // namespace cpcc
