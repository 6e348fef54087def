// Texts without what means nothing in them.
#pragma once

#include <string>
#include <string_view>

namespace cpcc {

// Returns the text without blanks: spaces of any width, zero-width characters and the byte order mark.
std::string without_blanks(std::string_view text);

// Returns the text as it is compared where its form means nothing: half-width, in lower case, without blanks.
std::string folded(std::string_view text);

}  // namespace cpcc
