#include "support.hpp"

#include <string>
#include <utility>
#include <vector>

using namespace cpcc;
using namespace cpcc::records;

TEST_CASE("lenient: days may have a time, and months and periods may be Chinese") {
    const Field& day = field("session", "held_on");
    for (const char* cell :
         {"2024-01-05 09:30:00", "2024/1/5 9:30", "2024年1月5日 9:30", "2024年1月5日9:30", "2024-01-05T09:30:00Z",
          "2024年1月5日星期五", "2024年1月5号", "2024 年 1 月 5 日", "2024.1.5(周五)"})
        CHECK_MESSAGE(convert(day, cell, {true, 0}).changed == "2024-01-05", cell);
    CHECK(convert(day, "1月5日", {true, 2024}).changed == "2024-01-05");
    CHECK(refused(day, "1月5日", true));
    CHECK(refused(day, "1/5", true));
    for (const char* cell : {"2024年7月", "2024/7", "2024.7", "2024-7", "202407", "2024年07月份"})
        CHECK_MESSAGE(convert(field("theme", "month"), cell, {.lenient = true}).changed == "2024-07", cell);
    const Field& period = field("filing", "period");
    const std::vector<std::pair<std::string, std::string>> periods{{"2024年7月", "2024-07"},
                                                                   {"2024/7", "2024-07"},
                                                                   {"2024.7", "2024-07"},
                                                                   {"2024-7", "2024-07"},
                                                                   {"2024年上半年", "2024H1"},
                                                                   {"2024年第三季度", "2024Q3"},
                                                                   {"2024年三季度", "2024Q3"},
                                                                   {"2024-Q3", "2024Q3"},
                                                                   {"2024年", "2024"},
                                                                   {"202407", "2024-07"},
                                                                   {"2024年7月5日", "2024-07-05"},
                                                                   {"2024-07-01~2024-07-31", "2024-07-01..2024-07-31"}};
    for (const auto& [cell, strict] : periods)
        CHECK_MESSAGE(convert(period, cell, {.lenient = true}).changed == strict, cell);
    CHECK(convert(period, "7月", {true, 2024}).changed == "2024-07");
    CHECK(convert(period, "2024年1-6月", {.lenient = true}).changed == "2024H1");
    CHECK(convert(period, "2024年7月至9月", {.lenient = true}).changed == "2024Q3");
    for (const char* cell : {"2024年1-6月", "2024年7-8月", "1-6月"})
        CHECK_MESSAGE(!convert(field("donation", "given_on"), cell, {true, 2024}).reason.empty(), cell);
    for (const char* cell : {"7月", "Jul-24", "本月"}) CHECK_MESSAGE(refused(period, cell, true), cell);
}

TEST_CASE("lenient: signs, phones and lists") {
    const Field zone = of_type(Type::yesno);
    for (const char* cell : {"√", "✓", "TRUE", "True", "Y", "1", "Yes"})
        CHECK_MESSAGE(number_of(zone, cell, true) == 1, cell);
    for (const char* cell : {"×", "FALSE", "n", "0", "No"}) CHECK_MESSAGE(number_of(zone, cell, true) == 0, cell);
    CHECK(refused(zone, "√"));
    CHECK(refused(zone, "也许", true));
    const Field phone = of_type(Type::phone);
    const std::vector<std::pair<std::string, std::string>> phones{
        {"(027)88881234", "027-88881234"},           {"（027）88881234", "027-88881234"},
        {"027-88881234转801", "027-88881234-801"},   {"13800001234/13900001234", "13800001234"},
        {"13800001234、13900001234", "13800001234"}, {"13800001234\n13900001234", "13800001234"},
        {"13800001234 13900001234", "13800001234"},  {"手机：13800001234", "13800001234"}};
    for (const auto& [cell, strict] : phones) {
        CHECK_MESSAGE(refused(phone, cell), cell);
        CHECK_MESSAGE(convert(phone, cell, {.lenient = true}).changed == strict, cell);
    }
    const Field& members = field("session", "members");
    CHECK(show(members, convert(members, "M1\nM2", {.lenient = true}).value, Style::raw) == "M1;M2");
    CHECK(show(members, convert(members, "M1 M2", {.lenient = true}).value, Style::raw) == "M1;M2");
    CHECK(show(members, convert(members, "M1（主持）、M2", {.lenient = true}).value, Style::raw) == "M1:chair;M2");
    CHECK(show(field("session", "kind"), convert(field("session", "kind"), "⾛访").value, Style::raw) == "visit");
}
