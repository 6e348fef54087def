#include "cpcc/base/period_words.hpp"

#include "cpcc/base/words.hpp"

#include <doctest/doctest.h>

using namespace cpcc;

namespace {

const Date any_day = Date::of(2026, 1, 2);  // the words do not depend on it

struct Wordings {
    std::string whole, brief, span;
};

Wordings wordings(const char* period, Language in) {
    set_language(in);
    const Period parsed = Period::parse(period, any_day);
    return {period_words(parsed), short_period_words(parsed), span_words(parsed)};
}

void check(const char* period, const Wordings& zh, const Wordings& en) {
    CAPTURE(period);
    for (const auto& [language, words] : {std::pair{Language::zh, zh}, {Language::en, en}}) {
        const Wordings found = wordings(period, language);
        CHECK(found.whole == words.whole);
        CHECK(found.brief == words.brief);
        CHECK(found.span == words.span);
    }
}

}  // namespace

TEST_CASE("named parts of the year are worded by name") {
    check("2024-08", {"2024年8月", "8月", "2024年8月1日至8月31日"},
          {"In August 2024", "In August", "1 August to 31 August 2024"});
    check("2024-12", {"2024年12月", "12月", "2024年12月1日至12月31日"},
          {"In December 2024", "In December", "1 December to 31 December 2024"});
    check("2024Q1", {"2024年一季度", "一季度", "2024年1月1日至3月31日"},
          {"In the first quarter of 2024", "In the first quarter", "1 January to 31 March 2024"});
    check("2024Q3", {"2024年三季度", "三季度", "2024年7月1日至9月30日"},
          {"In the third quarter of 2024", "In the third quarter", "1 July to 30 September 2024"});
    check("2024H1", {"2024年上半年", "上半年", "2024年1月1日至6月30日"},
          {"In the first half of 2024", "In the first half", "1 January to 30 June 2024"});
    check("2024H2", {"2024年下半年", "下半年", "2024年7月1日至12月31日"},
          {"In the second half of 2024", "In the second half", "1 July to 31 December 2024"});
    check("2024", {"2024年", "全年", "2024年1月1日至12月31日"},
          {"In 2024", "In the year", "1 January to 31 December 2024"});
    check("ytd@2024-09-30", {"2024年前三季度", "前三季度", "2024年1月1日至9月30日"},
          {"In the first three quarters of 2024", "In the first three quarters", "1 January to 30 September 2024"});
}

TEST_CASE("the year so far is worded as of its last day") {
    check("ytd@2024-09-04", {"今年以来", "今年以来", "2024年1月1日至9月4日"},
          {"So far this year", "So far this year", "1 January to 4 September 2024"});
    check("ytd@2024-06-29", {"今年以来", "今年以来", "2024年1月1日至6月29日"},
          {"So far this year", "So far this year", "1 January to 29 June 2024"});
}

TEST_CASE("other periods are worded by their dates") {
    check("2024-09-04", {"2024年9月4日", "9月4日", "2024年9月4日"},
          {"On 4 September 2024", "On 4 September", "4 September 2024"});
    check("2024-01-01", {"2024年1月1日", "1月1日", "2024年1月1日"},
          {"On 1 January 2024", "On 1 January", "1 January 2024"});
    check("2024-07-01..2024-09-04", {"2024年7月1日至9月4日", "7月1日至9月4日", "2024年7月1日至9月4日"},
          {"From 1 July to 4 September 2024", "From 1 July to 4 September", "1 July to 4 September 2024"});
    check("2023-11-25..2024-09-04",
          {"2023年11月25日至2024年9月4日", "2023年11月25日至2024年9月4日", "2023年11月25日至2024年9月4日"},
          {"From 25 November 2023 to 4 September 2024", "From 25 November 2023 to 4 September 2024",
           "25 November 2023 to 4 September 2024"});
}

TEST_CASE("a date is worded in both languages") {
    set_language(Language::zh);
    CHECK(day_words(Date::of(2024, 9, 4)) == "2024年9月4日");
    set_language(Language::en);
    CHECK(day_words(Date::of(2024, 9, 4)) == "4 September 2024");
}
