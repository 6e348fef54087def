#include "cpcc/base/printable.hpp"

#include <doctest/doctest.h>

using namespace cpcc;

TEST_CASE("text for a terminal has no control characters") {
    CHECK(printable("加装电梯 A–B “…”") == "加装电梯 A–B “…”");
    CHECK(printable("a\x1b[2Jb\x07") == "a\uFFFD[2Jb\uFFFD");
    CHECK(printable("a\u009b31mb") == "a\uFFFD31mb");  // C1: a CSI of one character
    CHECK(printable("a\u202Eb\u2066c\u2069") == "a\uFFFDb\uFFFDc\uFFFD");
    CHECK(printable("a\x7f") == "a\uFFFD");
    CHECK(printable("\xC8\xEB户") == "\uFFFD\uFFFD户");  // bytes of GBK
    CHECK(printable("\xE5\x8A") == "\uFFFD\uFFFD");      // half a character at the end
}

TEST_CASE("line breaks become spaces, or stay") {
    CHECK(printable("a\r\nb\tc\rd") == "a b c d");
    CHECK(printable("a\r\nb\tc\rd", Breaks::kept) == "a\nb\tc\nd");
    std::string line = "第1行\n";
    make_printable(line, line.size());
    CHECK(line == "第1行\n");  // nothing before the position changes
}
