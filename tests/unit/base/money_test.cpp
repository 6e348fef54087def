#include "cpcc/base/money.hpp"

#include <doctest/doctest.h>

using namespace cpcc;

TEST_CASE("yuan with at most two decimals become fen") {
    CHECK(parse_fen("0") == 0);
    CHECK(parse_fen("1") == 100);
    CHECK(parse_fen("1.5") == 150);
    CHECK(parse_fen("1.05") == 105);
    CHECK(parse_fen("1.50") == 150);
    CHECK(parse_fen("0.01") == 1);
    CHECK(parse_fen("1200000.5") == 120000050);
    CHECK(parse_fen("007") == 700);
    CHECK(parse_fen("9000000000000") == 900000000000000);
    CHECK(parse_fen("9000000000000.99") == 900000000000099);
}

TEST_CASE("text that is no amount is refused") {
    for (const std::string text : {"",
                                   ".",
                                   "1.",
                                   ".5",
                                   "1.005",
                                   "1.234",
                                   "1,200",
                                   "1 200",
                                   "-1",
                                   "+1",
                                   "1e3",
                                   "0x10",
                                   "¥1",
                                   "1元",
                                   "3.5万元",
                                   "1.2.3",
                                   "1.-5",
                                   "1.+5",
                                   "１２",
                                   "nan",
                                   " 1",
                                   "1 ",
                                   "9000000000001",
                                   "1000000000000000",
                                   "99999999999999999999"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_fen(text));
    }
}

TEST_CASE("fen are printed as yuan, whole yuan without decimals") {
    CHECK(yuan(0) == "0");
    CHECK(yuan(1) == "0.01");
    CHECK(yuan(10) == "0.10");
    CHECK(yuan(100) == "1");
    CHECK(yuan(120000050) == "1200000.50");
    CHECK(yuan(-5) == "-0.05");
    CHECK(yuan(-150) == "-1.50");
}

TEST_CASE("an amount is read back from its text") {
    for (std::int64_t fen = 0; fen < 30000; ++fen) REQUIRE(parse_fen(yuan(fen)) == fen);
    for (std::int64_t fen = 1; fen < 900000000000000; fen = fen * 7 + 3) REQUIRE(parse_fen(yuan(fen)) == fen);
}

TEST_CASE("a share is rounded half up to four decimals") {
    CHECK(share(6, 7) == 8571);  // 0.857142…
    CHECK(share(2, 3) == 6667);
    CHECK(share(1, 3) == 3333);
    CHECK(share(1, 20000) == 1);  // 0.00005: rounded up
    CHECK(share(1, 20001) == 0);
    CHECK(share(3, 20000) == 2);  // 0.00015
    CHECK(share(0, 5) == 0);
    CHECK(share(5, 5) == 10000);
    CHECK(share(3, 2) == 15000);
    CHECK(share(-1, 3) == -3333);  // a decrease
    CHECK(share(-1, 20000) == -1);
    CHECK(share(1, -20000) == -1);
    CHECK(share(900'000'000'000'000, 1'000'000'000'000'000) == 9000);  // yuan of a province, in fen
    CHECK_FALSE(share(0, 0));
    CHECK_FALSE(share(1, 0));
}

TEST_CASE("a share is printed with four decimals") {
    CHECK(share_text(0) == "0.0000");
    CHECK(share_text(1) == "0.0001");
    CHECK(share_text(8571) == "0.8571");
    CHECK(share_text(10000) == "1.0000");
    CHECK(share_text(15000) == "1.5000");
    CHECK(share_text(-1) == "-0.0001");
}

TEST_CASE("units of amounts are powers of ten of the yuan") {
    CHECK(cpcc::places_of_unit("元") == 0);
    CHECK(cpcc::places_of_unit("千元") == 3);
    CHECK(cpcc::places_of_unit("万元") == 4);
    CHECK(cpcc::places_of_unit("亿元") == 8);
    for (const char* other : {"", "万", "人", "元/人"}) CHECK_FALSE_MESSAGE(cpcc::places_of_unit(other), other);
}
