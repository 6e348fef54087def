// Letters of ASCII, whatever the locale.
#pragma once

#include <string>
#include <string_view>

namespace cpcc {

constexpr char lower(char c) noexcept { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

inline std::string lower(std::string_view text) {
    std::string lowered(text);
    for (char& c : lowered) c = lower(c);
    return lowered;
}

}  // namespace cpcc
