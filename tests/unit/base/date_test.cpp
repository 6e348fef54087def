#include "cpcc/base/date.hpp"

#include "cpcc/base/error.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <string>

using cpcc::Date;

TEST_CASE("a date is written YYYY-MM-DD and in no looser form") {
    REQUIRE(Date::parse("2024-07-15"));
    CHECK(Date::parse("2024-07-15") == Date::of(2024, 7, 15));
    CHECK(Date::parse("1900-01-01") == Date::of(1900, 1, 1));
    CHECK(Date::parse("9999-12-31") == Date::of(9999, 12, 31));
    for (const std::string text :
         {"",           "2024",           "2024-07",      "2024-7-15",   "2024-07-5",     "2024/07/15",
          "20240715",   "24-07-15",       "2024-07-15 ",  " 2024-07-15", "2024-07-15T00", "2024-13-01",
          "2024-00-01", "2024-01-00",     "2024-04-31",   "1899-12-31",  "0000-01-01",    "-024-01-01",
          "2024-+1-01", "２０２４-07-15", "2024年7月15日"}) {
        CAPTURE(text);
        CHECK_FALSE(Date::parse(text));
    }
}

TEST_CASE("29 February exists only in leap years") {
    CHECK(Date::parse("2024-02-29"));
    CHECK(Date::parse("2000-02-29"));
    CHECK_FALSE(Date::parse("2023-02-29"));
    CHECK_FALSE(Date::parse("1900-02-29"));
    CHECK_FALSE(Date::parse("2100-02-29"));
    CHECK_FALSE(Date::parse("2024-02-30"));
    CHECK(Date::valid(2024, 2, 29));
    CHECK_FALSE(Date::valid(2023, 2, 29));
    CHECK_FALSE(Date::valid(2024, -1, 1));
    CHECK_FALSE(Date::valid(2024, 1, -1));
    CHECK_FALSE(Date::valid(10000, 1, 1));
}

TEST_CASE("a date is stored as a number that sorts chronologically") {
    const Date day = Date::of(2024, 9, 4);
    CHECK(day.packed() == 20240904);
    CHECK(Date::packed(20240904) == day);
    CHECK(day.year() == 2024);
    CHECK(day.month() == 9);
    CHECK(day.day() == 4);
    CHECK(Date::of(2023, 12, 31) < Date::of(2024, 1, 1));
    CHECK(Date::of(2024, 1, 31) < Date::of(2024, 2, 1));
}

TEST_CASE("every date of four centuries is read back from its text and follows the day before") {
    Date day = Date::of(1900, 1, 1);
    int weekday = 1;  // 1 January 1900 was a Monday
    for (int n = 0; day < Date::of(2300, 1, 1); ++n) {
        REQUIRE(Date::parse(day.iso()) == day);
        REQUIRE(day.weekday() == weekday);
        REQUIRE(Date::of(1900, 1, 1).days_until(day) == n);
        REQUIRE(Date::of(1900, 1, 1).plus_days(n) == day);
        const Date next = day.plus_days(1);
        REQUIRE(day < next);
        REQUIRE(next.plus_days(-1) == day);
        weekday = weekday % 7 + 1;
        day = next;
    }
}

TEST_CASE("days and months are added across the ends of months and years") {
    CHECK(Date::of(2024, 2, 28).plus_days(1) == Date::of(2024, 2, 29));
    CHECK(Date::of(2023, 2, 28).plus_days(1) == Date::of(2023, 3, 1));
    CHECK(Date::of(2024, 1, 1).plus_days(-1) == Date::of(2023, 12, 31));
    CHECK(Date::of(2024, 1, 31).plus_months(1) == Date::of(2024, 2, 29));
    CHECK(Date::of(2023, 1, 31).plus_months(1) == Date::of(2023, 2, 28));
    CHECK(Date::of(2024, 2, 29).plus_months(12) == Date::of(2025, 2, 28));
    CHECK(Date::of(2024, 2, 29).plus_months(-12) == Date::of(2023, 2, 28));
    CHECK(Date::of(2024, 11, 30).plus_months(3) == Date::of(2025, 2, 28));
    CHECK(Date::of(2024, 1, 15).plus_months(-1) == Date::of(2023, 12, 15));
    CHECK(Date::of(2024, 5, 31).plus_months(0) == Date::of(2024, 5, 31));
    CHECK(Date::of(2024, 2, 1).month_end() == Date::of(2024, 2, 29));
    CHECK(Date::of(2100, 2, 1).month_end() == Date::of(2100, 2, 28));
    CHECK(Date::of(2024, 12, 31).month_end() == Date::of(2024, 12, 31));
    CHECK(Date::of(2024, 3, 1).days_until(Date::of(2024, 2, 28)) == -2);
}

TEST_CASE("CPCC_TODAY sets today, and only to a date") {
    const char* kept = std::getenv("CPCC_TODAY");
    const std::string before = kept ? kept : "";
    setenv("CPCC_TODAY", "2024-02-29", 1);
    CHECK(cpcc::today() == Date::of(2024, 2, 29));
    const std::string now = cpcc::now();
    CHECK(now.size() == std::string("2024-02-29T00:00:00+08:00").size());
    CHECK(now.starts_with("2024-02-29T"));
    CHECK((now[19] == '+' || now[19] == '-'));
    setenv("CPCC_TODAY", "2023-02-29", 1);
    try {
        cpcc::today();
        FAIL("a day that does not exist was taken");
    } catch (const cpcc::Error& error) {
        CHECK(error.code() == cpcc::Exit::usage);
        CHECK(error.message().find("2023-02-29") != std::string::npos);
    }
    unsetenv("CPCC_TODAY");
    CHECK(cpcc::today() >= Date::of(2024, 1, 1));
    if (kept) setenv("CPCC_TODAY", before.c_str(), 1);
}
