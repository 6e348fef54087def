#include "markup.hpp"

#include "cpcc/base/printable.hpp"

namespace cpcc::files {

namespace {

constexpr std::string_view replacement = "\uFFFD";

// U+FFFE and U+FFFF
bool is_forbidden(std::string_view text) noexcept {
    return text.starts_with("\xEF\xBF\xBE") || text.starts_with("\xEF\xBF\xBF");
}

}  // namespace

void append_escaped(std::string& to, std::string_view text) {
    const std::string clean = printable(text, Breaks::kept);
    for (std::size_t i = 0; i < clean.size(); ++i) {
        switch (clean[i]) {
            case '&': to += "&amp;"; break;
            case '<': to += "&lt;"; break;
            case '>': to += "&gt;"; break;
            case '"': to += "&quot;"; break;
            case '\'': to += "&#39;"; break;
            case '\xEF':
                if (is_forbidden(std::string_view(clean).substr(i))) {
                    to += replacement;
                    i += 2;
                    break;
                }
                [[fallthrough]];
            default: to += clean[i];
        }
    }
}

}  // namespace cpcc::files
