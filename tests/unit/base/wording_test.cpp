#include "cpcc/base/wording.hpp"

#include "cpcc/base/words.hpp"

#include <doctest/doctest.h>

#include <cstdlib>

using namespace cpcc;

namespace {

std::int64_t in_fen(std::int64_t yuan) { return yuan * 100; }

std::string count(std::int64_t value, Rounding rounding) {
    set_language(Language::zh);
    return count_wording(value, rounding);
}
std::string money(std::int64_t fen, Rounding rounding) {
    set_language(Language::zh);
    return money_wording(fen, rounding);
}
std::string count_en(std::int64_t value, Rounding rounding) {
    set_language(Language::en);
    return count_wording(value, rounding);
}
std::string money_en(std::int64_t fen, Rounding rounding) {
    set_language(Language::en);
    return money_wording(fen, rounding);
}
std::string share(std::int64_t value, Rounding rounding, Language in = Language::zh) {
    set_language(in);
    return share_wording(value, rounding);
}

constexpr auto exact = Rounding::exact, over = Rounding::over, near = Rounding::near, about = Rounding::about,
               official = Rounding::official;

}  // namespace

TEST_CASE("the wordings of the page are reproduced") {
    for (const auto value : {1006, 637, 658, 91, 6,   5,  102, 78, 84, 14, 30,  10, 23, 50,
                             11,   26,  13,  20, 228, 58, 46,  8,  28, 19, 150, 12, 42, 7})
        CHECK(count(value, exact) == std::to_string(value));
    CHECK(count(1256, over) == "1200余");                  // 青山 1200余人次
    CHECK(count(64, over) == "60余");                      // 汉阳 60余次
    CHECK(count(62, over) == "60余");                      // 汉南 60余个
    CHECK(count(212, over) == "200余");                    // 汉阳 200余人
    CHECK(count(208, over) == "200余");                    // 汉阳 200余户
    CHECK(count(6072, over) == "6000余");                  // 汉阳 超过6000人次
    CHECK(count(143, over) == "140余");                    // 硚口 140多项
    CHECK(count(9860, near) == "近万");                    // 硚口 近万人次
    CHECK(count(104, over) == "100余");                    // 蔡甸 100余人次
    CHECK(count(33, over) == "30余");                      // 蔡甸 30余篇
    CHECK(count(23, over) == "20余");                      // 蔡甸 20余次
    CHECK(count(1050, over) == "千余");                    // 汉阳 千余名
    CHECK(count(693, near) == "近700");                    // 全市 近700个
    CHECK(money(in_fen(8'040'500), over) == "800余万元");  // 全市
    CHECK(money(in_fen(3'014'250), over) == "300余万元");  // 汉阳
    CHECK(money(in_fen(51'920), over) == "5万余元");       // 蔡甸
    CHECK(money(in_fen(98'600), near) == "近10万元");      // 汉阳
    CHECK(money(in_fen(60'000), exact) == "6万元");        // 汉南
}

TEST_CASE("official chooses over or near as the page does") {
    CHECK(count(1256, official) == "1200余");
    CHECK(count(212, official) == "200余");
    CHECK(count(6072, official) == "6000余");
    CHECK(count(143, official) == "140余");
    CHECK(count(9860, official) == "近万");
    CHECK(count(1050, official) == "千余");
    CHECK(count(693, official) == "近700");
    CHECK(money(in_fen(8'040'500), official) == "800余万元");
    CHECK(money(in_fen(3'014'250), official) == "300余万元");
    CHECK(money(in_fen(51'920), official) == "5万余元");
    CHECK(money(in_fen(98'600), official) == "近10万元");
}

TEST_CASE("official is exact below a hundred and near within 3%") {
    for (const auto value : {0, 9, 10, 64, 84, 99}) CHECK(count(value, official) == std::to_string(value));
    CHECK(count(100, official) == "100");
    CHECK(count(101, official) == "100余");
    CHECK(count(679, official) == "670余");
    CHECK(count(680, official) == "近700");
    CHECK(count(637, official) == "600余");
    CHECK(count(643, official) == "640余");
    CHECK(money(9999, official) == "99.99元");
    CHECK(money(in_fen(9'860), official) == "近万元");
}

TEST_CASE("counts are worded at their bounds") {
    for (const auto rounding : {exact, over, near, about, official}) {
        CHECK(count(0, rounding) == "0");
        CHECK(count(9, rounding) == "9");
        CHECK(count(10, rounding) == "10");
        CHECK(count(100, rounding) == "100");
        CHECK(count(800, rounding) == "800");
        CHECK(count(1200, rounding) == "1200");
    }
    CHECK(count(11, over) == "10余");
    CHECK(count(19, over) == "10余");
    CHECK(count(11, near) == "近20");
    CHECK(count(14, about) == "约10");
    CHECK(count(15, about) == "约20");
    CHECK(count(99, over) == "90余");
    CHECK(count(99, near) == "近100");
    CHECK(count(99, about) == "约100");
    CHECK(count(101, over) == "100余");
    CHECK(count(999, near) == "近千");
    CHECK(count(999, over) == "990余");
    CHECK(count(1001, over) == "千余");
    CHECK(count(9999, exact) == "9999");
    CHECK(count(9999, over) == "9900余");
    CHECK(count(9999, near) == "近万");
    CHECK(count(9999, about) == "约万");
    CHECK(count(10000, exact) == "10000");
    CHECK(count(10001, exact) == "10001");
    CHECK(count(10001, over) == "万余");
    CHECK(count(12345, over) == "1.2万余");
    CHECK(count(12345, about) == "约1.2万");
    CHECK(count(234567, over) == "23万余");
    CHECK(count(203000, over) == "20余万");
    CHECK(count(123456789, over) == "1.2亿余");
    CHECK(count(1256, about) == "约1300");
}

TEST_CASE("one digit is kept if at most 6% is lost or 5% added, otherwise two") {
    CHECK(count(106, over) == "100余");
    CHECK(count(107, over) == "100余");  // two digits give 100 too
    CHECK(count(212, over) == "200余");
    CHECK(count(213, over) == "210余");
    CHECK(count(220, over) == "220");
    CHECK(count(638, over) == "600余");
    CHECK(count(639, over) == "630余");
    CHECK(count(667, near) == "近700");
    CHECK(count(666, near) == "近670");
    CHECK(count(190, near) == "190");
    CHECK(count(191, near) == "近200");
    CHECK(count(630, about) == "约600");
    CHECK(count(632, about) == "约630");
}

TEST_CASE("money is worded at its bounds and in fen") {
    CHECK(money(0, exact) == "0元");
    CHECK(money(1, exact) == "0.01元");
    CHECK(money(950, over) == "9.50元");
    CHECK(money(in_fen(10), over) == "10元");
    CHECK(money(1050, over) == "10余元");
    CHECK(money(6999, over) == "60余元");
    CHECK(money(in_fen(9'860), exact) == "9860元");
    CHECK(money(986050, exact) == "9860.50元");
    CHECK(money(in_fen(9'999), over) == "9900余元");
    CHECK(money(999999, exact) == "9999.99元");
    CHECK(money(999999, near) == "近万元");
    CHECK(money(in_fen(10'000), exact) == "1万元");
    CHECK(money(in_fen(10'000), over) == "1万元");
    CHECK(money(1000001, over) == "万余元");
    CHECK(money(1000001, exact) == "1.000001万元");
    CHECK(money(6000050, over) == "6万余元");
    CHECK(money(in_fen(51'920), exact) == "5.192万元");
    CHECK(money(in_fen(98'600), exact) == "9.86万元");
    CHECK(money(in_fen(8'000'000), over) == "800万元");
    CHECK(money(in_fen(123'456'789), over) == "1.2亿余元");
}

TEST_CASE("every wording is true and close enough") {
    const auto number = [](const std::string& words) {
        std::int64_t value = 0;
        for (const char c : words)
            if (c >= '0' && c <= '9') value = value * 10 + (c - '0');
        return value;
    };
    for (std::int64_t value = 0; value <= 120'000; ++value) {
        const std::int64_t allowed = value < 100 ? 9 : value / 10;
        const std::string above = count_en(value, over), below = count_en(value, near), around = count_en(value, about),
                          chosen = count_en(value, official);
        const bool over_holds = above.starts_with("over ") ? number(above) < value && value - number(above) <= allowed
                                                           : number(above) == value;
        const bool near_holds = below.starts_with("nearly ") ? number(below) > value && number(below) - value <= allowed
                                                             : number(below) == value;
        const bool about_holds = std::abs(number(around) - value) <= (value < 100 ? 5 : value / 20);
        const bool chosen_holds =
            chosen == above || chosen == below || (value < 100 && chosen == count_en(value, exact));
        if (!over_holds || !near_holds || !about_holds || !chosen_holds)
            FAIL_CHECK(value, ": ", above, ", ", below, ", ", around, ", ", chosen);
    }
}

TEST_CASE("shares are worded as per cent") {
    CHECK(share(0, exact) == "0%");
    CHECK(share(8616, exact) == "86.16%");
    CHECK(share(7500, over) == "75%");
    CHECK(share(8616, over) == "超过86%");
    CHECK(share(8616, near) == "近87%");
    CHECK(share(8616, about) == "约86%");
    CHECK(share(8616, official) == "86.16%");
    CHECK(share(10000, near) == "100%");
    CHECK(share(8616, over, Language::en) == "over 86%");
    CHECK(share(8616, near, Language::en) == "nearly 87%");
}

TEST_CASE("English wordings follow the same rules") {
    CHECK(count_en(1256, exact) == "1,256");
    CHECK(count_en(1256, over) == "over 1,200");
    CHECK(count_en(693, near) == "nearly 700");
    CHECK(count_en(1256, about) == "about 1,300");
    CHECK(count_en(64, over) == "over 60");
    CHECK(count_en(1050, over) == "over 1,000");
    CHECK(count_en(9860, near) == "nearly 10,000");
    CHECK(count_en(1234567, over) == "over 1.2 million");
    CHECK(count_en(1234567, exact) == "1,234,567");
    CHECK(count_en(800, over) == "800");
    CHECK(money_en(in_fen(8'040'500), over) == "over 8 million yuan");
    CHECK(money_en(in_fen(51'920), over) == "over 50,000 yuan");
    CHECK(money_en(in_fen(98'600), near) == "nearly 100,000 yuan");
    CHECK(money_en(in_fen(3'014'250), exact) == "3,014,250 yuan");
    CHECK(money_en(301425050, exact) == "3,014,250.50 yuan");
    CHECK(money_en(950, exact) == "9.50 yuan");
}
