#include "support.hpp"

#include <string>
#include <utility>
#include <vector>

using namespace cpcc;
using namespace cpcc::records;
using namespace std::string_literals;

namespace {

// Returns the items of a cell, with their roles if they have any: "a|b:3".
std::string items(const Field& f, std::string_view cell) {
    const Converted converted = convert(f, cell);
    CAPTURE(std::string(cell));
    REQUIRE(converted.reason == "");
    REQUIRE(std::holds_alternative<std::vector<Item>>(converted.value));
    std::string all;
    for (const Item& item : std::get<std::vector<Item>>(converted.value))
        all += (all.empty() ? "" : "|") + item.text + (item.role ? ":" + std::to_string(item.role) : "");
    return all;
}

}  // namespace

TEST_CASE("an empty cell gives no value, and a single dash clears the field") {
    for (const Kind* kind : kinds())
        for (const Field& f : kind->fields) {
            CAPTURE(std::string(kind->id));
            CAPTURE(std::string(f.id));
            for (const char* cell : {"", " ", "\t", "\u3000"}) {
                CHECK_FALSE(given(convert(f, cell).value));
                CHECK_FALSE(refused(f, cell));
            }
            if (f.required) {
                CHECK(refused(f, "-"));
            } else {
                CHECK(std::holds_alternative<Clear>(convert(f, "-").value));
                CHECK(std::holds_alternative<Clear>(convert(f, " - ").value));
                CHECK(empty(convert(f, "-").value));
            }
        }
}

TEST_CASE("text is read without surrounding blanks and without the apostrophe that defused it") {
    const Field& note = field("session", "note");
    CHECK(text_of(note, "  协商 议事 ") == "协商 议事");
    CHECK(text_of(note, "line 1\nline 2") == "line 1\nline 2");
    CHECK(text_of(note, "--") == "--");
    CHECK(text_of(note, "'=1+1") == "=1+1");
    CHECK(text_of(note, "''=1+1") == "'=1+1");
    CHECK(text_of(note, "'-") == "-");
    CHECK(text_of(note, "it's") == "it's");
    CHECK(refused(note, "a\0b"s));
}

TEST_CASE("codes and references accept codes only") {
    for (const Field* f : {&field("platform", "code"), &field("platform", "area")}) {
        CHECK(text_of(*f, " QS-P-001 ") == "QS-P-001");
        CHECK(text_of(*f, "007") == "007");
        CHECK(text_of(*f, "'-x") == "-x");
        CHECK(refused(*f, "QS P"));
        CHECK(refused(*f, "青山"));
        CHECK(refused(*f, "a;b"));
        CHECK(refused(*f, std::string(41, 'x')));
        CHECK(refused(*f, "ＱＳ-001"));
        CHECK(text_of(*f, "ＱＳ－００１", true) == "QS-001");
    }
}

TEST_CASE("a choice is read by its id or by its label in either language") {
    const Field& kind_field = field("platform", "kind");
    CHECK(number_of(kind_field, "home") == 1);
    CHECK(number_of(kind_field, "协商议事之家") == 1);
    CHECK(number_of(kind_field, "consultation home") == 1);
    CHECK(number_of(kind_field, "opinion") == 5);
    for (const char* cell : {"Home", "homes", "1", "家", "home;station"}) CHECK(refused(kind_field, cell));
    const std::string reason = convert(kind_field, "house").reason;
    CHECK(reason.find("house") != std::string::npos);
    CHECK(reason.find("home, station, studio, contact, opinion") != std::string::npos);
}

TEST_CASE("a date is YYYY-MM-DD") {
    const Field& day = field("session", "held_on");
    CHECK(number_of(day, "2024-07-15") == 20240715);
    for (const char* cell : {"2024-7-15", "2024/07/15", "2024年7月15日", "2024-02-30", "20240715", "45488", "2024-07",
                             "2024-07-15 00:00:00"})
        CHECK(refused(day, cell));
    CHECK(convert(day, "2024-2-30").reason == "\"2024-2-30\" is not a date; use YYYY-MM-DD");
    CHECK(convert(day, "2024/9/2").reason == "\"2024/9/2\" is not a date; did you mean 2024-09-02?");
    set_language(Language::zh);
    CHECK(convert(day, "2024-2-30").reason == "“2024-2-30”不是有效日期，应为 YYYY-MM-DD");
    CHECK(convert(day, "2024/9/2").reason == "“2024/9/2”不是有效日期，是否应为 2024-09-02？");
    set_language(Language::en);
}

TEST_CASE("a month is YYYY-MM") {
    const Field month = of_type(Type::month);
    CHECK(number_of(month, "2024-07") == 202407);
    for (const char* cell : {"2024-7", "2024-13", "2024", "2024-07-01", "7"}) CHECK(refused(month, cell));
    CHECK(number_of(month, "2024年7月", true) == 202407);
    CHECK(number_of(month, "2024/7", true) == 202407);
}

TEST_CASE("yes and no are read in both languages") {
    const Field& model = field("platform", "model");
    CHECK(number_of(model, "yes") == 1);
    CHECK(number_of(model, "是") == 1);
    CHECK(number_of(model, "no") == 0);
    CHECK(number_of(model, "否") == 0);
    for (const char* cell : {"Yes", "y", "1", "0", "true", "√", "不"}) CHECK(refused(model, cell));
}

TEST_CASE("a count is a whole number without sign, separators or unit") {
    const Field& residents = field("session", "residents");
    CHECK(number_of(residents, "0") == 0);
    CHECK(number_of(residents, "1234") == 1234);
    CHECK(number_of(residents, "999999999999") == 999999999999);
    for (const char* cell : {"-1", "+1", "1,234", "1.0", "1.5", "12人", "１２", "1e3", "1000000000000", "十二"})
        CHECK(refused(residents, cell));
}

TEST_CASE("a percentage is a whole number from 0 to 100") {
    const Field& satisfaction = field("lookback", "satisfaction");
    CHECK(number_of(satisfaction, "0") == 0);
    CHECK(number_of(satisfaction, "100") == 100);
    for (const char* cell : {"101", "-1", "95%", "95.5"}) CHECK(refused(satisfaction, cell));
    CHECK(convert(satisfaction, "101").reason == "\"101\" is not valid; use a whole number from 0 to 100");
}

TEST_CASE("money is yuan with at most two decimals") {
    const Field money = of_type(Type::money);
    CHECK(number_of(money, "1200000.50") == 120000050);
    CHECK(number_of(money, "6") == 600);
    for (const char* cell : {"1,200", "3.5万元", "1.005", "-1", "￥5", "5元", "1."}) CHECK(refused(money, cell));
}

TEST_CASE("a number has at most four decimals and is stored in ten-thousandths") {
    const Field& value = field("filing", "value");
    const std::vector<std::pair<std::string, std::int64_t>> numbers{
        {"0", 0}, {"7", 70000}, {"0.5", 5000}, {"0.8571", 8571}, {"12.3400", 123400}, {"99999999999", 999999999990000}};
    for (const auto& [cell, stored] : numbers) {
        CAPTURE(cell);
        CHECK(number_of(value, cell) == stored);
    }
    for (const char* cell : {"0.12345", "1.", ".5", "-1", "1,000", "85%", "1.2.3", "100000000000", "1e3"}) {
        CAPTURE(std::string(cell));
        CHECK(refused(value, cell));
    }
    CHECK(number_of(value, "1,000.5", true) == 10005000);
    CHECK(show(value, std::int64_t{70000}, Style::raw) == "7");
    CHECK(show(value, std::int64_t{8571}, Style::raw) == "0.8571");
    CHECK(show(value, std::int64_t{123400}, Style::raw) == "12.34");
    CHECK(show(value, std::int64_t{0}, Style::raw) == "0");
    CHECK(show(value, std::int64_t{1000000}, Style::raw) == "100");
}

TEST_CASE("a filed period is not relative to today") {
    const Field& period = field("filing", "period");
    for (const char* cell : {"2024", "2024H1", "2024Q3", "2024-07", "2024-07-15", "2024-07-01..2024-09-04"}) {
        CAPTURE(std::string(cell));
        CHECK(text_of(period, cell) == cell);
    }
    for (const char* cell : {"last-month", "ytd", "today", "2024Q5", "2024-13", "七月", "2024-02-01..2024-01-01"}) {
        CAPTURE(std::string(cell));
        CHECK(refused(period, cell));
    }
}

TEST_CASE("a phone has digits, blanks, + and -") {
    const Field& phone = field("member", "phone");
    CHECK(text_of(phone, "13812345678") == "13812345678");
    CHECK(text_of(phone, "027-8888 1234") == "027-8888 1234");
    CHECK(text_of(phone, "+86 138 1234 5678") == "+86 138 1234 5678");
    CHECK(text_of(phone, "'+86 138 1234 5678") == "+86 138 1234 5678");
    CHECK(text_of(phone, "138****5678") == "138****5678");
    for (const char* cell : {"12", "--- ---", "无", "138x", "13812345678/13912345678", "1234567890123456789012345"})
        CHECK(refused(phone, cell));
}

TEST_CASE("three separators split several texts; duplicates and empty texts are dropped") {
    const Field& tags = field("session", "tags");
    CHECK(items(tags, "幸福食堂") == "幸福食堂");
    CHECK(items(tags, "a;b；c、d") == "a|b|c|d");
    CHECK(items(tags, " a ; b ;; a ") == "a|b");
    CHECK(items(tags, "a,b") == "a,b");
    CHECK(items(tags, "'=a;b") == "=a|b");
    CHECK(items(tags, "''=a;b") == "'=a|b");
    CHECK(items(tags, "b;'=a") == "b|'=a");  // only the beginning of a cell can have an apostrophe
}

TEST_CASE("commas also split several codes") {
    const Field& partners = field("session", "partners");
    CHECK(items(partners, "P1;P2") == "P1|P2");
    CHECK(items(partners, "P1,P2，P3、P4；P5") == "P1|P2|P3|P4|P5");
    CHECK(items(partners, "P1;P1") == "P1");
    CHECK(items(partners, "'-P1;P2") == "-P1|P2");
    CHECK(refused(partners, "P1 P2"));
    CHECK(refused(partners, "P1;家"));
    CHECK(refused(partners, "P1:chair"));
}

TEST_CASE("a cell of separators alone gives no value") {
    for (const char* id : {"tags", "partners", "members"}) {
        CHECK_FALSE(given(convert(field("session", id), ";").value));
        CHECK_FALSE(given(convert(field("session", id), " ; ；").value));
    }
}

TEST_CASE("spans are two dates with a choice, in the order of days") {
    const Field& before = field("problem", "settled_before");
    CHECK(items(before, "2024-03-01/2024-05-01") == "2024-03-01/2024-05-01:1");
    CHECK(items(before, "2024-06-01/2024-06-01; 2024-03-01/2024-05-01:closed") ==
          "2024-03-01/2024-05-01:2|2024-06-01/2024-06-01:1");
    for (const char* cell : {"2024-03-01", "2024-05-01/2024-03-01", "2024-03-01/", "2024-3-1/2024-05-01", "x/y"}) {
        CAPTURE(cell);
        CHECK(refused(before, cell));
    }
    CHECK(convert(before, "2024-03-01/2024-05-01:reopened").reason != "");
    CHECK(show(before, convert(before, "2024-03-01/2024-05-01:不予办理").value, Style::raw) ==
          "2024-03-01/2024-05-01:closed");
}

TEST_CASE("members are codes with a role, which defaults to the first one") {
    const Field& members = field("session", "members");
    CHECK(items(members, "M1") == "M1:1");
    CHECK(items(members, "M1;M2:speak,M3:主持") == "M1:1|M2:3|M3:2");
    CHECK(items(members, "M1: speak") == "M1:3");
    CHECK(items(members, "'-M1:absent") == "-M1:7");
    CHECK(items(members, "M1;M1") == "M1:1");
    for (const char* cell : {"M1:", "M1:sing", "M1:speak:chair", "委员", "M1:speak;M1", ":speak"}) {
        CAPTURE(std::string(cell));
        CHECK(refused(members, cell));
    }
    CHECK(convert(members, "M1:speak;M1").reason == "duplicate \"M1\"");
}

TEST_CASE("lenient forms are read only on request, and the result names the value that was read") {
    const Field& day = field("session", "held_on");
    const Field& residents = field("session", "residents");
    const Field money = of_type(Type::money);
    const std::vector<std::pair<std::string, std::string>> days{{"2024/1/5", "2024-01-05"},
                                                                {"2024年1月5日", "2024-01-05"},
                                                                {"2024.1.5", "2024-01-05"},
                                                                {"2024-1-5", "2024-01-05"},
                                                                {"２０２４－０１－０５", "2024-01-05"},
                                                                {"2024年12月31日", "2024-12-31"},
                                                                {"2024/02/29", "2024-02-29"},
                                                                {"20240105", "2024-01-05"}};
    for (const auto& [cell, strict] : days) {
        CAPTURE(cell);
        CHECK(refused(day, cell));
        CHECK(number_of(day, cell, true) == number_of(day, strict));
        CHECK(convert(day, cell, {.lenient = true}).changed == strict);
    }
    const std::vector<std::pair<std::string, std::int64_t>> amounts{{"1,234", 123400},
                                                                    {"1,234,567.89", 123456789},
                                                                    {"3.5万元", 3500000},
                                                                    {"3.5 万元", 3500000},
                                                                    {"3.5万", 3500000},
                                                                    {"800万元", 800000000},
                                                                    {"0.05万元", 50000},
                                                                    {"1.23456万元", 1234560},
                                                                    {"￥1200", 120000},
                                                                    {"¥1,200.50", 120050},
                                                                    {"6元", 600},
                                                                    {"１２．５", 1250},
                                                                    {"1,234.5万元", 1234500000},
                                                                    {"0万元", 0}};
    for (const auto& [cell, fen] : amounts) {
        CAPTURE(cell);
        CHECK(refused(money, cell));
        CHECK(number_of(money, cell, true) == fen);
        CHECK_FALSE(convert(money, cell, {.lenient = true}).changed.empty());
    }
    CHECK(number_of(residents, "１２３", true) == 123);
    CHECK(number_of(residents, "1,234", true) == 1234);
    CHECK(number_of(residents, "１，２３４", true) == 1234);
    for (const char* cell : {"60人", "60 人次", "60名", "60.0", "６０"}) CHECK(number_of(residents, cell, true) == 60);
    CHECK(number_of(of_type(Type::percent), "85%", true) == 85);
    SUBCASE("a strict form is not reported as changed") {
        CHECK(convert(day, "2024-01-05", {.lenient = true}).changed.empty());
        CHECK(convert(money, "12.50", {.lenient = true}).changed.empty());
    }
}

TEST_CASE("lenient reading still refuses invalid values") {
    const Field& day = field("session", "held_on");
    const Field& residents = field("session", "residents");
    const Field money = of_type(Type::money);
    for (const char* cell :
         {"2024/2/30", "5/1/2024", "24/1/5", "2024/1", "2024年", "1月5日", "2024//1/5", "45488", "今天"}) {
        CAPTURE(std::string(cell));
        CHECK(refused(day, cell, true));
    }
    for (const char* cell :
         {"万元", "万", "元", "-3万元", "1.2.3万", "3万5", "3万万", "1,23", "1,2345", ",123", "1,,234", "12,34万元",
          "1,234,5", "0.005", "1.1234567万元", "约3万元", "800余万元", "0.1,234", "3 5"}) {
        CAPTURE(std::string(cell));
        CHECK(refused(money, cell, true));
    }
    for (const char* cell : {"1,5", "12余人", "约12", "3.5万", "1 2", "100多", "12.5"}) {
        CAPTURE(std::string(cell));
        CHECK(refused(residents, cell, true));
    }
    SUBCASE("the reason quotes the cell as written") {
        CHECK(convert(day, "2024/2/30", {.lenient = true}).reason == "\"2024/2/30\" is not a date; use YYYY-MM-DD");
    }
}

TEST_CASE("a raw value is read back unchanged in either language") {
    const std::vector<std::pair<const Field*, std::string>> cells{
        {&field("session", "note"), "协商, \"议事\""},
        {&field("session", "code"), "QS-S2024-00012"},
        {&field("session", "platform"), "007"},
        {&field("session", "kind"), "consult"},
        {&field("session", "form"), "online"},
        {&field("session", "held_on"), "2024-02-29"},
        {&field("platform", "model"), "yes"},
        {&field("area", "zone"), "no"},
        {&field("session", "residents"), "0"},
        {&field("lookback", "satisfaction"), "100"},
        {&field("member", "phone"), "+86 138 1234 5678"},
        {&field("session", "tags"), "a;b"},
        {&field("session", "partners"), "P1;P2"},
        {&field("session", "members"), "M1;M2:speak;M3:absent"}};
    for (const Language language : {Language::zh, Language::en}) {
        set_language(language);
        for (const auto& [f, cell] : cells) {
            CAPTURE(cell);
            CHECK(show(*f, convert(*f, cell).value, Style::raw) == cell);
            // The form for people converts too.
            const std::string human = show(*f, convert(*f, cell).value, Style::human);
            CHECK(convert(*f, human).value == convert(*f, cell).value);
        }
        CHECK(show(of_type(Type::money), std::int64_t{120000050}, Style::raw) == "1200000.50");
        CHECK(show(of_type(Type::month), std::int64_t{202407}, Style::raw) == "2024-07");
    }
}

TEST_CASE("every choice is read back from its labels") {
    for (const Language language : {Language::zh, Language::en}) {
        set_language(language);
        for (const Kind* kind : kinds())
            for (const Field& f : kind->fields)
                for (std::size_t i = 0; f.type == Type::choice && i < f.choices.size(); ++i) {
                    const Value value = static_cast<std::int64_t>(i + 1);
                    CHECK(convert(f, show(f, value, Style::human)).value == value);
                    CHECK(convert(f, show(f, value, Style::raw)).value == value);
                }
    }
}

TEST_CASE("labels are shown in the language of the process") {
    set_language(Language::zh);
    CHECK(show(field("session", "kind"), std::int64_t{1}, Style::human) == "协商");
    CHECK(show(field("platform", "model"), std::int64_t{1}, Style::human) == "是");
    CHECK(show(field("session", "members"), convert(field("session", "members"), "M1;M2:speak").value, Style::human) ==
          "M1;M2:发言");
    set_language(Language::en);
    CHECK(show(field("session", "kind"), std::int64_t{1}, Style::human) == "consultation");
    CHECK(show(field("platform", "model"), std::int64_t{0}, Style::human) == "no");
    CHECK(show(field("session", "note"), Value{}, Style::human).empty());
    CHECK(show(field("session", "note"), Clear{}, Style::human).empty());
}

TEST_CASE("a masked phone shows both ends, and a short one shows nothing") {
    CHECK(masked("13812345678") == "138****5678");
    CHECK(masked("12345678") == "123****5678");
    CHECK(masked("1234567") == "*******");
    CHECK(masked("110") == "***");
    CHECK(masked("").empty());
    CHECK(masked(masked("13812345678")) == masked("13812345678"));
    CHECK(is_masked("138****5678"));
    CHECK_FALSE(is_masked("13812345678"));
    CHECK(convert(field("member", "phone"), masked("13812345678")).reason == "");
    CHECK(convert(field("member", "phone"), masked("12345")).reason == "");
}
