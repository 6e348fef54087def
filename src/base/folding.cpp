#include "cpcc/base/folding.hpp"
#include "cpcc/base/ascii.hpp"

#include "cpcc/base/text.hpp"

namespace cpcc {

std::string without_blanks(std::string_view text) {
    std::string kept;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at + 1;
        while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
        const auto character = text.substr(at, end - at);
        if (!trim(character).empty()) kept += character;
        at = end;
    }
    return kept;
}

std::string folded(std::string_view text) { return lower(without_blanks(half_width(text))); }

}  // namespace cpcc
