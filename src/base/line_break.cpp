#include "cpcc/base/line_break.hpp"

#include "cpcc/base/text.hpp"

#include <algorithm>

namespace cpcc {

namespace {

bool is_wide(char c) { return static_cast<unsigned char>(c) >= 0x80; }

// Returns the bytes of the character at `i`.
std::size_t length_at(std::string_view text, std::size_t i) {
    std::size_t end = i + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
    return end - i;
}

std::string_view without_leading_blanks(std::string_view text) {
    while (text.starts_with(' ')) text.remove_prefix(1);
    return text;
}

}  // namespace

std::string_view unbroken_piece(std::string_view text) {
    static constexpr std::string_view closing = "，。；：、）”’！？》…";
    std::size_t end = 0;
    if (is_wide(text.front()))
        end = length_at(text, 0);
    else
        while (end < text.size() && text[end] != ' ' && !is_wide(text[end])) ++end;
    while (end < text.size() && is_wide(text[end]) &&
           closing.find(text.substr(end, length_at(text, end))) != std::string_view::npos)
        end += length_at(text, end);
    return text.substr(0, std::max<std::size_t>(end, 1));
}

std::vector<std::string> wrapped_lines(std::string_view text, int width) {
    std::vector<std::string> lines(1);
    int column = 0;
    while (!(without_leading_blanks(text)).empty()) {
        const std::string_view rest = without_leading_blanks(text);
        const std::size_t blanks = column > 0 ? text.size() - rest.size() : 0;
        const std::string_view piece = unbroken_piece(rest);
        const int needed = display_width(piece) + static_cast<int>(blanks);
        if (column > 0 && column + needed > width) {
            lines.emplace_back(piece);
            column = display_width(piece);
        } else {
            lines.back().append(blanks, ' ').append(piece);
            column += needed;
        }
        text = rest.substr(piece.size());
    }
    return lines;
}

int widest_piece(std::string_view text) {
    int widest = 0;
    for (text = without_leading_blanks(text); !text.empty(); text = without_leading_blanks(text)) {
        const std::string_view piece = unbroken_piece(text);
        widest = std::max(widest, display_width(piece));
        text.remove_prefix(piece.size());
    }
    return widest;
}

}  // namespace cpcc
