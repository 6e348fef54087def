#include "cpcc/base/text.hpp"

#include "cpcc/base/error.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cerrno>
#include <string>
#include <vector>

using namespace cpcc;
using namespace std::string_literals;

TEST_CASE("invalid UTF-8 is recognized") {
    CHECK(is_utf8(""));
    CHECK(is_utf8("abc"));
    CHECK(is_utf8("协商议事之家"));
    CHECK(is_utf8("𠮷"));
    CHECK(is_utf8("a\0b"s));
    CHECK_FALSE(is_utf8("\xff"));
    CHECK_FALSE(is_utf8("\xc0\xaf"));                    // an overlong slash
    CHECK_FALSE(is_utf8("\xed\xa0\x80"));                // a lone surrogate
    CHECK_FALSE(is_utf8("\xf4\x90\x80\x80"));            // beyond U+10FFFF
    CHECK_FALSE(is_utf8("协\xe5\x95"));                  // an incomplete character
    CHECK_FALSE(is_utf8("\xd0\xad\xc9\xcc"s + "\xc4"));  // GB18030
}

TEST_CASE("a Chinese character has two columns, and a combining one has none") {
    CHECK(display_width("") == 0);
    CHECK(display_width("abc") == 3);
    CHECK(display_width("协商") == 4);
    CHECK(display_width("协商abc") == 7);
    CHECK(display_width("１２") == 4);
    CHECK(display_width("，。；：（）") == 12);
    CHECK(display_width("\u3000") == 2);
    CHECK(display_width("𠮷") == 2);
    CHECK(display_width("e\u0301") == 1);
    CHECK(display_width("“”") == 2);
}

TEST_CASE("text is cut between characters") {
    CHECK(cut_to_width("协商议事", 5) == "协商");
    CHECK(cut_to_width("协商议事", 4) == "协商");
    CHECK(cut_to_width("a协商", 2) == "a");
    CHECK(cut_to_width("协商", 100) == "协商");
    CHECK(cut_to_width("协商", 0).empty());
    CHECK(cut_to_width("e\u0301e", 1) == "e\u0301");
    const std::string_view text = "一线协商·共同缔造 abc";
    for (int width = 0; width < 30; ++width) {
        CAPTURE(width);
        CHECK(is_utf8(cut_to_width(text, width)));
        CHECK(display_width(cut_to_width(text, width)) <= width);
    }
}

TEST_CASE("trim removes blanks at both ends, including ideographic ones") {
    CHECK(trim("  a b ") == "a b");
    CHECK(trim("\t\r\na\n") == "a");
    CHECK(trim("\u3000协商\u3000") == "协商");
    CHECK(trim(" \u3000 协\u3000商 \u3000\t") == "协\u3000商");
    CHECK(trim("\u3000\u3000").empty());
    CHECK(trim("").empty());
    CHECK(trim("、") == "、");  // shares its first bytes with U+3000
}

TEST_CASE("join is the inverse of split") {
    using Parts = std::vector<std::string>;
    const auto parts = [](std::string_view text, std::string_view separator) {
        const auto views = split(text, separator);
        return Parts(views.begin(), views.end());
    };
    CHECK(parts("a;b", ";") == Parts{"a", "b"});
    CHECK(parts("", ";") == Parts{""});
    CHECK(parts(";", ";") == Parts{"", ""});
    CHECK(parts("a..b", "..") == Parts{"a", "b"});
    for (const std::string text : {"a;b;c", "", ";", ";;", "a;", ";a", ";;a;;b;;"}) {
        CAPTURE(text);
        CHECK(join(parts(text, ";"), ";") == text);
    }
}

TEST_CASE("the nearest word is found, and none if none is near enough") {
    constexpr std::array<std::string_view, 5> words{"platform", "problem", "session", "sector", "member"};
    CHECK(nearest("platfrom", words) == "platform");
    CHECK(nearest("plattform", words) == "platform");
    CHECK(nearest("sesion", words) == "session");
    CHECK(nearest("members", words) == "member");
    CHECK(nearest("prob", words) == "problem");
    CHECK(nearest("platform", words) == "platform");
    CHECK_FALSE(nearest("xyz", words));
    CHECK_FALSE(nearest("", words));
    CHECK_FALSE(nearest("documentation", words));
    CHECK_FALSE(nearest("session", std::span<const std::string_view>{}));
}

TEST_CASE("a formula is recognized by its first character") {
    for (const std::string text : {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "＝1", "＋1", "－1", "＠x", "-"}) {
        CAPTURE(text);
        CHECK(looks_like_formula(text));
    }
    for (const std::string text : {"", "1", "a=1", "协商", " =1", "'=1", "（1）", "—", "–1"}) {
        CAPTURE(text);
        CHECK_FALSE(looks_like_formula(text));
    }
}

TEST_CASE("undefuse removes only the apostrophe that defuses a formula") {
    CHECK(undefuse("'=1") == "=1");
    CHECK(undefuse("'＝1") == "＝1");
    CHECK(undefuse("''=1") == "'=1");
    CHECK(undefuse("'-") == "-");
    for (const std::string text : {"", "=1", "'", "''", "'a", "it's", "'99", "'协商"}) {
        CAPTURE(text);
        CHECK(undefuse(text) == text);
    }
}

TEST_CASE("undefuse is the inverse of defusing") {
    const auto defuse = [](const std::string& text) {
        return looks_like_formula(text) || undefuse(text) != text ? "'" + text : text;
    };
    const std::array<std::string, 9> pieces{"'", "=", "-", "＠", "a", "协", "\t", "1", ""};
    for (const auto& a : pieces)
        for (const auto& b : pieces)
            for (const auto& c : pieces)
                for (const auto& d : pieces) {
                    const std::string text = a + b + c + d;
                    REQUIRE(undefuse(defuse(text)) == text);
                    REQUIRE_FALSE(looks_like_formula(defuse(text)));
                }
}

TEST_CASE("full-width letters, digits and signs have half-width forms") {
    CHECK(half_width("１２３") == "123");
    CHECK(half_width("ＱＳ－Ｐ．００１") == "QS-P.001");
    CHECK(half_width("２０２４／１／５") == "2024/1/5");
    CHECK(half_width("，：；（）") == ",:;()");
    CHECK(half_width("\u3000") == " ");
    CHECK(half_width("协商2024") == "协商2024");
    CHECK(half_width("").empty());
    CHECK(half_width("\xff") == "\xff");
}

TEST_CASE("a code has 1 to 40 letters, digits, dots, dashes or underscores") {
    for (const std::string text : {"a", "QS-S2024-00012", "420107005", "001", "a_b.c-D", "-"}) {
        CAPTURE(text);
        CHECK(is_code(text));
    }
    CHECK(is_code(std::string(40, 'x')));
    CHECK_FALSE(is_code(std::string(41, 'x')));
    for (const std::string text : {"", " ", "a b", "a/b", "a:b", "a;b", "#12", "青山", "é", "ａ", "a\n"}) {
        CAPTURE(text);
        CHECK_FALSE(is_code(text));
    }
    CHECK_FALSE(is_code("a\0b"s));
}

TEST_CASE("a whole number has at most fifteen digits and nothing else") {
    CHECK(whole_number("0") == 0);
    CHECK(whole_number("007") == 7);
    CHECK(whole_number("999999999999999") == 999999999999999);
    for (const std::string text : {"", "-1", "+1", "1.0", " 1", "1e3", "1000000000000000", "１", "十"}) {
        CAPTURE(text);
        CHECK_FALSE(whole_number(text));
    }
}

TEST_CASE("a locale that begins with zh is Chinese") {
    for (const char* locale : {"zh_CN.UTF-8", "zh", "zh_TW", "ZH_cn"})
        CHECK(language_of_locale(locale) == Language::zh);
    for (const char* locale : {"", "C", "C.UTF-8", "POSIX", "en_GB.UTF-8", "en", "de_DE"})
        CHECK(language_of_locale(locale) == Language::en);
}

TEST_CASE("texts and their placeholders follow the language of the process") {
    constexpr Words words{"{1} 没有 {0}", "no {0} in {1}"};
    set_language(Language::zh);
    CHECK(say(words, "a", 7) == "7 没有 a");
    CHECK(system_message(ENOSPC) == "磁盘已满");
    set_language(Language::en);
    CHECK(say(words, "a", 7) == "no a in 7");
    CHECK(words.str() == "no {0} in {1}");
    CHECK(system_message(ENOSPC) == "no space left on the disk");
    CHECK_FALSE(system_message(EMFILE).empty());
}
