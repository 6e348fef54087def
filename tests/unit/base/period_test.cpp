#include "cpcc/base/period.hpp"

#include "cpcc/base/error.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using cpcc::Date;
using cpcc::Period;
using cpcc::Span;

namespace {

const Date wednesday = Date::of(2024, 9, 4);

Period period(std::string_view text, Date day = wednesday) { return Period::parse(text, day); }

// Returns "first..last", even for a period with a shorter form.
std::string days(const Period& p) { return p.first.iso() + ".." + p.last.iso(); }
std::string days(std::string_view text, Date day = wednesday) { return days(period(text, day)); }

}  // namespace

TEST_CASE("a period has the first and the last day that its form names") {
    CHECK(days("2024") == "2024-01-01..2024-12-31");
    CHECK(days("2024H1") == "2024-01-01..2024-06-30");
    CHECK(days("2024H2") == "2024-07-01..2024-12-31");
    CHECK(days("2024Q1") == "2024-01-01..2024-03-31");
    CHECK(days("2024Q2") == "2024-04-01..2024-06-30");
    CHECK(days("2024Q3") == "2024-07-01..2024-09-30");
    CHECK(days("2024Q4") == "2024-10-01..2024-12-31");
    CHECK(days("2024-02") == "2024-02-01..2024-02-29");
    CHECK(days("2023-02") == "2023-02-01..2023-02-28");
    CHECK(days("2024-12") == "2024-12-01..2024-12-31");
    CHECK(days("2024-07-15") == "2024-07-15..2024-07-15");
    CHECK(days("2024-07-01..2024-09-04") == "2024-07-01..2024-09-04");
    CHECK(days("ytd") == "2024-01-01..2024-09-04");
    CHECK(days("ytd@2023-03-05") == "2023-01-01..2023-03-05");
    CHECK(days("today") == "2024-09-04..2024-09-04");
    CHECK(days("yesterday") == "2024-09-03..2024-09-03");
}

TEST_CASE("this and last are relative to today") {
    CHECK(days("this-week") == "2024-09-02..2024-09-08");
    CHECK(days("last-week") == "2024-08-26..2024-09-01");
    CHECK(days("this-month") == "2024-09-01..2024-09-30");
    CHECK(days("last-month") == "2024-08-01..2024-08-31");
    CHECK(days("this-quarter") == "2024-07-01..2024-09-30");
    CHECK(days("last-quarter") == "2024-04-01..2024-06-30");
    CHECK(days("this-half") == "2024-07-01..2024-12-31");
    CHECK(days("last-half") == "2024-01-01..2024-06-30");
    CHECK(days("this-year") == "2024-01-01..2024-12-31");
    CHECK(days("last-year") == "2023-01-01..2023-12-31");
    SUBCASE("periods cross the turn of a year") {
        const Date new_year = Date::of(2025, 1, 1);
        CHECK(days("yesterday", new_year) == "2024-12-31..2024-12-31");
        CHECK(days("this-week", new_year) == "2024-12-30..2025-01-05");
        CHECK(days("last-month", new_year) == "2024-12-01..2024-12-31");
        CHECK(days("last-quarter", new_year) == "2024-10-01..2024-12-31");
        CHECK(days("last-half", new_year) == "2024-07-01..2024-12-31");
        CHECK(days("ytd", new_year) == "2025-01-01..2025-01-01");
    }
    SUBCASE("a week begins on Monday and ends on Sunday") {
        CHECK(days("this-week", Date::of(2024, 9, 2)) == "2024-09-02..2024-09-08");
        CHECK(days("this-week", Date::of(2024, 9, 8)) == "2024-09-02..2024-09-08");
        CHECK(days("last-week", Date::of(2024, 9, 8)) == "2024-08-26..2024-09-01");
    }
}

TEST_CASE("text that is no period is refused as a usage error") {
    for (const std::string text : {"",
                                   "24",
                                   "20240",
                                   "2024-",
                                   "2024-0",
                                   "2024-7",
                                   "2024-13",
                                   "2024-00",
                                   "2024Q0",
                                   "2024Q5",
                                   "2024H3",
                                   "2024H0",
                                   "2024Q",
                                   "2024-02-30",
                                   "2024-01-01..",
                                   "..2024-01-01",
                                   "2024-01..2024-02",
                                   "2024-01-01...2024-01-02",
                                   "1899",
                                   "0024",
                                   "ytd@",
                                   "ytd@2024",
                                   "ytd@2024-13-01",
                                   "last",
                                   "last-",
                                   "last-decade",
                                   "this-day",
                                   "tomorrow",
                                   "-024",
                                   "年"}) {
        CAPTURE(text);
        try {
            period(text);
            FAIL("it was taken");
        } catch (const cpcc::Error& error) {
            CHECK(error.code() == cpcc::Exit::usage);
            CHECK_FALSE(error.hint().empty());
        }
    }
    CHECK_THROWS_WITH_AS(period("2024-02-01..2024-01-31"), "period \"2024-02-01..2024-01-31\" ends before it begins",
                         cpcc::Error);
}

TEST_CASE("the period before a calendar span is the span before, and otherwise as many days") {
    CHECK(days(period("2024-03").previous()) == "2024-02-01..2024-02-29");
    CHECK(days(period("2024-01").previous()) == "2023-12-01..2023-12-31");
    CHECK(days(period("2024Q1").previous()) == "2023-10-01..2023-12-31");
    CHECK(days(period("2024Q3").previous()) == "2024-04-01..2024-06-30");
    CHECK(days(period("2024H2").previous()) == "2024-01-01..2024-06-30");
    CHECK(days(period("2024H1").previous()) == "2023-07-01..2023-12-31");
    CHECK(days(period("2024").previous()) == "2023-01-01..2023-12-31");
    CHECK(days(period("2024-03-01").previous()) == "2024-02-29..2024-02-29");
    CHECK(days(period("2024-03-11..2024-03-20").previous()) == "2024-03-01..2024-03-10");
    CHECK(days(period("this-week").previous()) == "2024-08-26..2024-09-01");
    CHECK(days(period("ytd").previous()) == "2023-04-28..2023-12-31");  // 248 days
}

TEST_CASE("a year earlier has the same dates, and the last day of February remains the last") {
    CHECK(days(period("2024-07").last_year()) == "2023-07-01..2023-07-31");
    CHECK(days(period("2024Q3").last_year()) == "2023-07-01..2023-09-30");
    CHECK(days(period("2024").last_year()) == "2023-01-01..2023-12-31");
    CHECK(days(period("ytd").last_year()) == "2023-01-01..2023-09-04");
    CHECK(days(period("2024-02").last_year()) == "2023-02-01..2023-02-28");
    CHECK(days(period("2025-02").last_year()) == "2024-02-01..2024-02-29");
    CHECK(days(period("2025-01-01..2025-02-28").last_year()) == "2024-01-01..2024-02-29");
    CHECK(days(period("2024-01-01..2024-02-28").last_year()) == "2023-01-01..2023-02-28");
    CHECK(days(period("2024-02-29").last_year()) == "2023-02-28..2023-02-28");
    CHECK(days(period("2025-02-28").last_year()) == "2024-02-29..2024-02-29");
    CHECK(days(period("2024-03-01..2024-03-31").last_year()) == "2023-03-01..2023-03-31");
}

TEST_CASE("a period is written in the shortest form for the same days") {
    for (const std::string text :
         {"2024", "2024H1", "2024H2", "2024Q1", "2024Q2", "2024Q3", "2024Q4", "2024-02", "2024-07-15",
          "2024-07-01..2024-09-04", "ytd@2024-09-04", "2023-12-30..2024-01-02", "2024-01-02..2024-12-31"}) {
        CAPTURE(text);
        CHECK(period(text).text() == text);
    }
    CHECK(period("2024-01-01..2024-06-30").text() == "2024H1");
    CHECK(period("2024-01-01..2024-01-31").text() == "2024-01");
    CHECK(period("2024-01-01").text() == "2024-01-01");
    CHECK(period("2024q3").text() == "2024Q3");
    for (Date first = Date::of(2023, 12, 25); first < Date::of(2024, 3, 5); first = first.plus_days(3))
        for (Date last = first; last < Date::of(2025, 1, 3); last = last.plus_days(7)) {
            const Period one{first, last};
            REQUIRE(period(one.text()) == one);
        }
}

TEST_CASE("a period contains both ends") {
    const Period one = period("2024-02");
    CHECK(one.contains(Date::of(2024, 2, 1)));
    CHECK(one.contains(Date::of(2024, 2, 29)));
    CHECK_FALSE(one.contains(Date::of(2024, 1, 31)));
    CHECK_FALSE(one.contains(Date::of(2024, 3, 1)));
}

TEST_CASE("a period is split at calendar bounds and cut at its own") {
    const auto text = [](const std::vector<Period>& pieces) {
        std::string all;
        for (const Period& piece : pieces) all += (all.empty() ? "" : " ") + piece.text();
        return all;
    };
    CHECK(text(split(period("2024Q1"), Span::month)) == "2024-01 2024-02 2024-03");
    CHECK(text(split(period("2024-01-15..2024-03-02"), Span::month)) ==
          "2024-01-15..2024-01-31 2024-02 2024-03-01..2024-03-02");
    CHECK(text(split(period("2023-12-31..2024-01-01"), Span::year)) == "2023-12-31 2024-01-01");
    CHECK(text(split(period("2024"), Span::quarter)) == "2024Q1 2024Q2 2024Q3 2024Q4");
    CHECK(text(split(period("2024"), Span::half)) == "2024H1 2024H2");
    CHECK(text(split(period("2024-05-05"), Span::quarter)) == "2024-05-05");
    CHECK(text(split(period("9999-12"), Span::month)) == "9999-12");
}

TEST_CASE("every month lies in its quarter, half and year") {
    for (int month = 1; month <= 12; ++month) {
        const Date day = Date::of(2023, month, 28);
        CAPTURE(month);
        for (const Span span : {Span::month, Span::quarter, Span::half, Span::year}) {
            CHECK(span_of(span, day).contains(day));
            CHECK(period(span_name(span, day)) == span_of(span, day));
        }
    }
    CHECK(span_name(Span::month, wednesday) == "2024-09");
    CHECK(span_name(Span::quarter, wednesday) == "2024Q3");
    CHECK(span_name(Span::half, wednesday) == "2024H2");
    CHECK(span_name(Span::year, wednesday) == "2024");
}
