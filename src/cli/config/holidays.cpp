#include "config/holidays.hpp"

#include "cpcc/base/text.hpp"
#include "cpcc/base/words.hpp"

#include <array>

namespace cpcc::cli {

namespace {

// A holiday of a year, with the days of that year as MM-DD.
struct Holiday {
    int year;
    Words name;
    std::string_view off, on;  // weekdays off, and weekend days worked for them
};

constexpr Words new_year{"元旦", "New Year's Day"}, spring{"春节", "Spring Festival"}, qingming{"清明节", "Qingming"},
    labour{"劳动节", "Labour Day"}, dragon_boat{"端午节", "Dragon Boat Festival"},
    mid_autumn{"中秋节", "Mid-Autumn Festival"}, national{"国庆节", "National Day"},
    national_and_mid_autumn{"国庆节、中秋节", "National Day and Mid-Autumn Festival"};

// From the notices of the General Office of the State Council, each of the autumn before its year.
constexpr std::array holidays{
    Holiday{2024, new_year, "01-01", ""},
    Holiday{2024, spring, "02-12 02-13 02-14 02-15 02-16", "02-04 02-18"},
    Holiday{2024, qingming, "04-04 04-05", "04-07"},
    Holiday{2024, labour, "05-01 05-02 05-03", "04-28 05-11"},
    Holiday{2024, dragon_boat, "06-10", ""},
    Holiday{2024, mid_autumn, "09-16 09-17", "09-14"},
    Holiday{2024, national, "10-01 10-02 10-03 10-04 10-07", "09-29 10-12"},
    Holiday{2025, new_year, "01-01", ""},
    Holiday{2025, spring, "01-28 01-29 01-30 01-31 02-03 02-04", "01-26 02-08"},
    Holiday{2025, qingming, "04-04", ""},
    Holiday{2025, labour, "05-01 05-02 05-05", "04-27"},
    Holiday{2025, dragon_boat, "06-02", ""},
    Holiday{2025, national_and_mid_autumn, "10-01 10-02 10-03 10-06 10-07 10-08", "09-28 10-11"},
    Holiday{2026, new_year, "01-01 01-02", "01-04"},
    Holiday{2026, spring, "02-16 02-17 02-18 02-19 02-20 02-23", "02-14 02-28"},
    Holiday{2026, qingming, "04-06", ""},
    Holiday{2026, labour, "05-01 05-04 05-05", "05-09"},
    Holiday{2026, dragon_boat, "06-19", ""},
    Holiday{2026, mid_autumn, "09-25", ""},
    Holiday{2026, national, "10-01 10-02 10-05 10-06 10-07", "09-20 10-10"},
};

std::string list_of(std::string_view Holiday::*days) {
    std::string list = "[\n";
    for (const Holiday& holiday : holidays) {
        if ((holiday.*days).empty()) continue;
        list += "   ";
        for (const auto day : split(holiday.*days, " ")) list += fmt::format(" \"{}-{}\",", holiday.year, day);
        list += fmt::format("  # {}\n", holiday.name.get());
    }
    return list + "]";
}

}  // namespace

std::string weekdays_off() { return list_of(&Holiday::off); }
std::string weekend_days_worked() { return list_of(&Holiday::on); }

}  // namespace cpcc::cli
