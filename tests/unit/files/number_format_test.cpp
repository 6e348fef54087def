#include "xlsx/number_format.hpp"

#include <doctest/doctest.h>

using namespace cpcc::files;

namespace {

std::string shown(std::string_view code, std::string_view number) { return NumberFormat(0, code).show(number).text; }
std::string plain(std::string_view code, std::string_view number) { return NumberFormat(0, code).show(number).plain; }

}  // namespace

TEST_CASE("number formats: placeholders show digits as a spreadsheet does") {
    CHECK(shown("00000", "123") == "00123");
    CHECK(shown("00000", "1234567") == "1234567");
    CHECK(shown("\"QS-\"000", "7") == "QS-007");
    CHECK(shown("000\"-\"0000\"-\"0000", "13812345678") == "138-1234-5678");
    CHECK(shown("0.00", "3") == "3.00");
    CHECK(shown("0.0#", "3.10") == "3.1");
    CHECK(shown("#,##0", "1234567") == "1,234,567");
    CHECK(shown("#,##0.00", "-1234.5") == "-1,234.50");
    CHECK(shown("#", "0") == "");
    CHECK(shown("0", "12.5") == "13");
    CHECK(shown("0.00", "0.995") == "1.00");
    CHECK(shown("0", "999.5") == "1000");
    CHECK(shown("0%", "0.85") == "85%");
    CHECK(shown("0.0%", "0.8567") == "85.7%");
    CHECK(shown("0\"人\"", "60") == "60人");
    CHECK(shown("General\"人\"", "60") == "60人");
    CHECK(shown("\\A0", "5") == "A5");
    CHECK(shown("[Red][$¥-804]#,##0", "1200") == "¥1,200");
    CHECK(shown("0.0,\"千元\"", "123456") == "123.5千元");
    CHECK(shown("0.00E+00", "420107009901") == "4.20E+11");
}

TEST_CASE("number formats: a literal that makes another number leaves no plain number") {
    for (const char* code : {"0.00\"万元\"", "0\"亿\"", "0\"0\"", "\"1\"0", "General\"万\"", "-0", "#,##0\"千元\""})
        CHECK_MESSAGE(plain(code, "12").empty(), code);
    for (const char* code : {"0\"元\"", "General\"人\"", "0_）", "0_ ", "¥0", "0;-0"})
        CHECK_MESSAGE(plain(code, "12") == "12", code);
    CHECK(plain("0;-0", "-12") == "-12");
    CHECK(shown("0_）", "12") == "12");
    CHECK(shown("*－0", "12") == "12");
    CHECK(NumberFormat(58, "").style() == NumberStyle::date);
    CHECK(NumberFormat(52, "").style() == NumberStyle::month);
}

TEST_CASE("number formats: sections are for positive and negative numbers and for zero") {
    constexpr std::string_view code = "#,##0;(#,##0);\"-\"";
    CHECK(shown(code, "1200") == "1,200");
    CHECK(shown(code, "-1200") == "(1,200)");
    CHECK(shown(code, "0") == "-");
    CHECK(plain(code, "-1200") == "-1200");
    CHECK(plain(code, "0") == "0");
    CHECK(shown("0;;", "0") == "");
    CHECK(shown(";;;", "5") == "");
    CHECK(plain(";;;", "5") == "");
    CHECK(shown("_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", "1234.5") == "1,234.50");
}

TEST_CASE("number formats: the number shown has neither text nor separators") {
    CHECK(plain("#,##0.00", "1234.567") == "1234.57");
    CHECK(plain("0\"人\"", "60") == "60");
    CHECK(plain("0%", "1") == "100%");
    CHECK(NumberFormat(9, "").show("0.856").held == "85.6%");
    CHECK(plain("000\"-\"0000", "1234567") == "");
    CHECK(plain("0.0,\"千元\"", "123456") == "");
    CHECK_FALSE(NumberFormat(0, "[DBNum2]0").show("5").known);
    CHECK_FALSE(NumberFormat(12, "").show("0.5").known);
    CHECK_FALSE(NumberFormat(0, "[>100]0;0.0").show("5").known);
}

TEST_CASE("number formats: a date shows a day, a month or a year") {
    const auto style = [](std::string_view code) { return NumberFormat(0, code).style(); };
    for (const char* code : {"yyyy-mm-dd", "yyyy\"年\"m\"月\"d\"日\";@", "d-mmm-yy",
                             "[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\"", "yyyy年m月d日"})
        CHECK_MESSAGE(style(code) == NumberStyle::date, code);
    for (const char* code : {"m\"月\"d\"日\"", "[$-804]aaaa;@", "d-mmm", "m/d"})
        CHECK_MESSAGE(style(code) == NumberStyle::day, code);
    for (const char* code :
         {"yyyy-mm", "yyyy\"年\"m\"月\"", "mmm-yy", "[$-409]mmm\\-yy;@", "m\"月\"", "e\"年\"m\"月\""})
        CHECK_MESSAGE(style(code) == NumberStyle::month, code);
    CHECK(style("yyyy") == NumberStyle::year);
    for (const char* code : {"h:mm", "h:mm:ss AM/PM", "mm:ss", "h\"时\"mm\"分\""})
        CHECK_MESSAGE(style(code) == NumberStyle::time, code);
    for (const char* code : {"yyyy/m/d h:mm", "m/d/yy h:mm;@", "[$-409]yyyy/m/d h:mm AM/PM;@"})
        CHECK_MESSAGE(style(code) == NumberStyle::date_time, code);
    for (const char* code : {"[h]:mm:ss", "[mm]:ss"}) CHECK_MESSAGE(style(code) == NumberStyle::elapsed, code);
    for (const char* code : {"0.00", "[Red]0.00\"days\"", "0.00E+00", "#,##0", "\"yyyy\"0"})
        CHECK_MESSAGE(style(code) == NumberStyle::number, code);
    CHECK(style("General") == NumberStyle::general);
    CHECK(NumberFormat(14, "").style() == NumberStyle::date);
    CHECK(NumberFormat(17, "").style() == NumberStyle::month);
    CHECK(NumberFormat(57, "").style() == NumberStyle::month_or_day);
    CHECK(NumberFormat(46, "").style() == NumberStyle::elapsed);
}

TEST_CASE("number formats: a number has at most 15 digits and no exponent") {
    CHECK(plain_number("1234.5600000000001") == "1234.56");
    CHECK(plain_number("1.3812345678E10") == "13812345678");
    CHECK(plain_number("1E-7") == "0.0000001");
    CHECK(is_long_number("1234567890123456"));
    CHECK_FALSE(is_long_number("123456789012345"));
    CHECK_FALSE(is_long_number("0.1234567890123456"));
}
