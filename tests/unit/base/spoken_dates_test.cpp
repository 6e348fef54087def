#include "cpcc/base/spoken_dates.hpp"

#include "cpcc/base/error.hpp"

#include <doctest/doctest.h>

using namespace cpcc;

namespace {

const Date today = Date::of(2024, 9, 4);

std::string day(const char* text) {
    const auto read = spoken_day(text, today);
    return read ? read->iso() : "";
}
std::string month(const char* text) { return spoken_month(text, today).value_or(""); }
std::string period(const char* text) {
    try {
        return Period::parse(text, today).text();
    } catch (const Error&) {
        return "";
    }
}

}  // namespace

TEST_CASE("days as people write them") {
    CHECK(day("2024-08-25") == "2024-08-25");
    CHECK(day("2024-8-25") == "2024-08-25");
    CHECK(day("2024/8/25") == "2024-08-25");
    CHECK(day("2024.8.25") == "2024-08-25");
    CHECK(day("20240825") == "2024-08-25");
    CHECK(day("2024年8月25日") == "2024-08-25");
    CHECK(day("２０２４年８月２５日") == "2024-08-25");
    CHECK(day("8-25") == "2024-08-25");
    CHECK(day("8/25") == "2024-08-25");
    CHECK(day("8月25日") == "2024-08-25");
    CHECK(day("八月二日") == "2024-08-02");
    CHECK(day("去年12月1日") == "2023-12-01");
    CHECK(day("today") == "2024-09-04");
    CHECK(day("今天") == "2024-09-04");
    CHECK(day("yesterday") == "2024-09-03");
    CHECK(day("昨天") == "2024-09-03");
    CHECK(day("前天") == "2024-09-02");
    CHECK(day("tomorrow") == "2024-09-05");
    CHECK(day("-3") == "2024-09-01");
    CHECK(day("-4") == "2024-08-31");
}

TEST_CASE("other texts are no days") {
    for (const char* text : {"", "-", "2024-02-30", "2-30", "13-1", "8.25", "8", "25", "24-8-25", "8月", "2024", "soon",
                             "-1234", "2024-8", "8-25-2024"})
        CHECK_MESSAGE(day(text).empty(), text);
}

TEST_CASE("months as people write them") {
    CHECK(month("2024-08") == "2024-08");
    CHECK(month("2024-8") == "2024-08");
    CHECK(month("2024/8") == "2024-08");
    CHECK(month("2024年8月") == "2024-08");
    CHECK(month("8月") == "2024-08");
    CHECK(month("本月") == "2024-09");
    CHECK(month("上月") == "2024-08");
    CHECK(month("下月") == "2024-10");
    CHECK(month("13月").empty());
    CHECK(month("8").empty());
}

TEST_CASE("periods in Chinese") {
    CHECK(period("2024年") == "2024");
    CHECK(period("2024年8月") == "2024-08");
    CHECK(period("2024年08月") == "2024-08");
    CHECK(period("8月") == "2024-08");
    CHECK(period("2024年上半年") == "2024H1");
    CHECK(period("上半年") == "2024H1");
    CHECK(period("去年下半年") == "2023H2");
    CHECK(period("2024年第三季度") == "2024Q3");
    CHECK(period("2024年3季度") == "2024Q3");
    CHECK(period("三季度") == "2024Q3");
    CHECK(period("2023年前三季度") == "ytd@2023-09-30");
    CHECK(period("2024年1-8月") == "ytd@2024-08-31");
    CHECK(period("4月至6月") == "2024Q2");
    CHECK(period("4—6月") == "2024Q2");
    CHECK(period("2024年7月15日") == "2024-07-15");
    CHECK(period("2024年7月1日至9月4日") == "2024-07-01..2024-09-04");
    CHECK(period("2023年12月1日至2024年1月31日") == "2023-12-01..2024-01-31");
    CHECK(period("上月") == "2024-08");
    CHECK(period("上个月") == "2024-08");
    CHECK(period("本月") == "2024-09");
    CHECK(period("上季度") == "2024Q2");
    CHECK(period("本季度") == "2024Q3");
    CHECK(period("今年") == "2024");
    CHECK(period("去年") == "2023");
    CHECK(period("今年以来") == "ytd@2024-09-04");
    CHECK(period("上周") == "2024-08-26..2024-09-01");
    CHECK(period("今天") == "2024-09-04");
    CHECK(period("昨天") == "2024-09-03");
}

TEST_CASE("other Chinese texts are no periods") {
    for (const char* text : {"年", "季度", "五季度", "13月", "8-4月", "2024年0月", "下月吧", "9月4日至7月1日"})
        CHECK_MESSAGE(period(text).empty(), text);
}
