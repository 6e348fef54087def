#include "cpcc/base/date_form.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

using cpcc::Date;
using cpcc::DateForm;

TEST_CASE("a form of dates reads the texts that are written so, and no others") {
    struct Case {
        std::string form, text, day;
    };
    const std::vector<Case> cases{{"D/M/YYYY", "5/1/2024", "2024-01-05"},
                                  {"D/M/YYYY", "05/01/2024", "2024-01-05"},
                                  {"DD/MM/YYYY", "5/1/2024", "2024-01-05"},
                                  {"M/D/YYYY", "5/1/2024", "2024-05-01"},
                                  {"d.m.yyyy", " 5.1.2024 ", "2024-01-05"},
                                  {"YYYY年M月D日", "2024年1月5日", "2024-01-05"},
                                  {"YYYYMMDD", "20240105", "2024-01-05"},
                                  {"DDMMYY", "050124", "2024-01-05"},
                                  {"YY.M.D", "24.9.3", "2024-09-03"},
                                  {"YY.M.D", "２４．９．３", "2024-09-03"},
                                  {"D/M/YYYY", "31/2/2024", ""},
                                  {"D/M/YYYY", "5/13/2024", ""},
                                  {"D/M/YYYY", "5/1/24", ""},
                                  {"D/M/YYYY", "5-1-2024", ""},
                                  {"D/M/YYYY", "5/1/2024 9:30", ""},
                                  {"D/M/YYYY", "", ""},
                                  {"DDMMYY", "51024", ""},
                                  {"YYYY-MM-DD", "2024-01-05", "2024-01-05"},
                                  {"YY.M.D", "2024.9.3", ""},
                                  {"M月D日", "1月5日", ""}};
    for (const Case& one : cases) {
        const auto form = DateForm::parse(one.form);
        REQUIRE_MESSAGE(form, one.form);
        const auto day = form->read(one.text);
        CHECK_MESSAGE((day ? day->iso() : "") == one.day, one.form, " ", one.text);
    }
    CHECK(DateForm::parse("M月D日")->read("1月5日", 2024) == Date::of(2024, 1, 5));
    CHECK_FALSE(DateForm::parse("M月D日")->has_year());
}

TEST_CASE("a form must name day and month once, and mean one date") {
    for (const std::string form : {"", "YYYY", "YYYY-MM", "D/D/YYYY", "D/M/YYY", "D/M/YYYYY", "YYYY-DD-MM", "YYYYMD",
                                   "%d/%m/%Y", "D/MMM/YYYY", "D of M YYYY", "M/YYYY/D"})
        CHECK_FALSE_MESSAGE(DateForm::parse(form), form);
}
