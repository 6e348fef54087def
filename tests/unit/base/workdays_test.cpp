#include "cpcc/base/workdays.hpp"

#include <doctest/doctest.h>

using cpcc::Date;
using cpcc::Workdays;

// National Day 2024: 1–7 October are days off; Sunday 29 September and Saturday 12 October are workdays.
static Workdays national_day_2024() {
    Workdays days;
    for (int day = 1; day <= 7; ++day) days.off.insert(Date::of(2024, 10, day));
    days.on = {Date::of(2024, 9, 29), Date::of(2024, 10, 12)};
    return days;
}

TEST_CASE("weekends are off unless a holiday moves a working day there") {
    const Workdays days = national_day_2024();
    CHECK(days.worked(Date::of(2024, 9, 27)));        // a Friday
    CHECK_FALSE(days.worked(Date::of(2024, 9, 28)));  // a Saturday
    CHECK(days.worked(Date::of(2024, 9, 29)));        // a Sunday, but a workday
    CHECK_FALSE(days.worked(Date::of(2024, 10, 1)));  // a Tuesday, but a day off
    CHECK(days.worked(Date::of(2024, 10, 12)));
}

TEST_CASE("working days between two dates exclude the first and include the last") {
    const Workdays days = national_day_2024();
    CHECK(days.between(Date::of(2024, 9, 27), Date::of(2024, 9, 27)) == 0);
    CHECK(days.between(Date::of(2024, 9, 27), Date::of(2024, 9, 30)) == 2);  // Sunday and Monday
    CHECK(days.between(Date::of(2024, 9, 30), Date::of(2024, 10, 8)) == 1);  // days off do not count
    CHECK(days.between(Date::of(2024, 10, 8), Date::of(2024, 9, 30)) == 0);  // an end before the start gives 0
    CHECK(Workdays{}.between(Date::of(2024, 9, 27), Date::of(2024, 10, 8)) == 7);
}

TEST_CASE("the n-th working day of a month passes over the days off") {
    const Workdays days = national_day_2024();
    CHECK(days.nth(Date::of(2024, 10, 1), 1) == Date::of(2024, 10, 8));
    CHECK(days.nth(Date::of(2024, 10, 1), 5) == Date::of(2024, 10, 12));  // a Saturday, but a workday
    CHECK(days.nth(Date::of(2024, 10, 8), 1) == Date::of(2024, 10, 8));
    CHECK(Workdays{}.nth(Date::of(2024, 9, 1), 2) == Date::of(2024, 9, 3));
    CHECK(Workdays{}.nth(Date::of(2024, 9, 1), 22) == Date::of(2024, 10, 1));  // September has 21
}

TEST_CASE("a year is known if the configuration covers it") {
    CHECK(national_day_2024().knows(2024));
    CHECK_FALSE(national_day_2024().knows(2025));
}
