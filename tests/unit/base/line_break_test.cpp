// Tests where lines may break.
#include "cpcc/base/line_break.hpp"

#include <doctest/doctest.h>

using namespace cpcc;
using Lines = std::vector<std::string>;

TEST_CASE("lines break at blanks and between Chinese characters, never within a code") {
    CHECK(wrapped_lines("one two three", 7) == Lines{"one two", "three"});
    CHECK(wrapped_lines("协商议事之家", 4) == Lines{"协商", "议事", "之家"});
    CHECK(wrapped_lines("编号 QS-Q2024-00014 解决", 6) == Lines{"编号", "QS-Q2024-00014", "解决"});
    CHECK(wrapped_lines("", 4) == Lines{""});
}

TEST_CASE("no line begins with closing punctuation") {
    CHECK(wrapped_lines("协商，议事", 4) == Lines{"协", "商，", "议事"});
}

TEST_CASE("the widest piece") {
    CHECK(widest_piece("解决 QS-1 个") == 4);
    CHECK(widest_piece("协商") == 2);
    CHECK(widest_piece("") == 0);
}
