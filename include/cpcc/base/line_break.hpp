// Where lines of Chinese and English text may break.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cpcc {

// Returns the next piece that a line break must not divide: an English word or a code, or a wide character with its
// closing punctuation. Precondition: the text is not empty.
std::string_view unbroken_piece(std::string_view text);

// Returns the text in lines of at most `width` columns. A longer piece has a line of its own, which is wider.
std::vector<std::string> wrapped_lines(std::string_view text, int width);

// Returns the display width of the widest piece.
int widest_piece(std::string_view text);

}  // namespace cpcc
