#include "cpcc/base/folding.hpp"

#include "cpcc/base/text.hpp"

#include <algorithm>

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

std::string folded(std::string_view text) {
    std::string all = without_blanks(half_width(text));
    std::transform(all.begin(), all.end(), all.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return all;
}

}  // namespace cpcc
