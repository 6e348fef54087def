#include "cpcc/base/printable.hpp"

#include "cpcc/base/words.hpp"

#include "cpcc/base/text.hpp"

namespace cpcc {

namespace {

bool is_break(std::string_view character) { return character == "\n" || character == "\t" || character == "\r"; }

struct CodePoint {
    int code = -1;  // -1: a byte that is not UTF-8
    std::size_t bytes = 1;
};

CodePoint code_point_at(std::string_view text, std::size_t at) noexcept {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
    const unsigned lead = byte(0);
    if (lead < 0x80) return {static_cast<int>(lead), 1};
    const std::size_t bytes = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (!is_utf8(text.substr(at, bytes)) || at + bytes > text.size()) return {};
    unsigned code = lead & (0xFFU >> (bytes + 1));
    for (std::size_t i = 1; i < bytes; ++i) code = code << 6U | (byte(i) & 0x3FU);
    return {static_cast<int>(code), bytes};
}

bool controls(const CodePoint& c) noexcept {
    return c.code < 0x20 || (c.code >= 0x7F && c.code < 0xA0) || (c.code >= 0x202A && c.code <= 0x202E) ||
           (c.code >= 0x2066 && c.code <= 0x2069);
}

// Returns whether a character of U+3000 to U+9FFF begins here, as most Chinese text has; none of these controls.
bool is_common(std::string_view text, std::size_t at) noexcept {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
    return at + 2 < text.size() && byte(0) >= 0xE3 && byte(0) <= 0xE9 && (byte(1) & 0xC0U) == 0x80U &&
           (byte(2) & 0xC0U) == 0x80U;
}

// Returns the position of the first character that controls; the end if there is none.
std::size_t find_control(std::string_view text, std::size_t at) noexcept {
    while (at < text.size()) {
        if (text[at] >= ' ' && text[at] < '\x7F') {
            ++at;
            continue;
        }
        if (is_common(text, at)) {
            at += 3;
            continue;
        }
        const CodePoint c = code_point_at(text, at);
        if (controls(c)) return at;
        at += c.bytes;
    }
    return at;
}

}  // namespace

void make_printable(std::string& text, std::size_t from, Breaks breaks) {
    std::size_t at = find_control(text, from);
    if (at == text.size()) return;
    const std::string old = text.substr(at);
    text.resize(at);
    for (at = 0; at < old.size();) {
        const std::size_t next = find_control(old, at);
        text.append(old, at, next - at);
        if (next == old.size()) return;
        const CodePoint c = code_point_at(old, next);
        const std::string_view character = std::string_view(old).substr(next, c.bytes);
        at = next + c.bytes;
        if (character == "\r" && at < old.size() && old[at] == '\n') continue;
        if (!is_break(character))
            text += "\uFFFD";
        else if (breaks == Breaks::kept)
            text += character == "\r" ? "\n" : character;
        else
            text += ' ';
    }
}

std::string printable(std::string_view text, Breaks breaks) {
    std::string clean(text);
    make_printable(clean, 0, breaks);
    return clean;
}

std::string message_line(std::string_view text) {
    constexpr std::size_t longest = 4000, kept_before = 1500, kept_after = 500;
    std::string line = printable(text);
    if (line.size() <= longest) return line;
    const auto start_of = [&](std::size_t at) {  // of the character at this byte
        while (at > 0 && (static_cast<unsigned char>(line[at]) & 0xC0U) == 0x80U) --at;
        return at;
    };
    const std::size_t begin = start_of(kept_before), end = start_of(line.size() - kept_after);
    return line.substr(0, begin) + say(Words{"……（略去 {} 字节）……", "… ({} bytes left out) …"}, end - begin) +
           line.substr(end);
}

}  // namespace cpcc
