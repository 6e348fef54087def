#include "cpcc/base/money.hpp"

#include "cpcc/base/text.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace cpcc {

std::optional<std::int64_t> parse_fen(std::string_view yuan) noexcept {
    const auto point = yuan.find('.');
    const auto whole = whole_number(yuan.substr(0, point));
    if (!whole || *whole > 9'000'000'000'000) return std::nullopt;
    if (point == std::string_view::npos) return *whole * 100;
    const std::string_view decimals = yuan.substr(point + 1);
    const auto part = whole_number(decimals);
    if (!part || decimals.size() > 2) return std::nullopt;
    return *whole * 100 + (decimals.size() == 1 ? *part * 10 : *part);
}

std::optional<int> places_of_unit(std::string_view unit) noexcept {
    constexpr std::array<std::string_view, 9> units{"元",     "十元",   "百元",   "千元", "万元",
                                                    "十万元", "百万元", "千万元", "亿元"};
    const auto found = std::find(units.begin(), units.end(), unit);
    return found == units.end() ? std::nullopt : std::optional(static_cast<int>(found - units.begin()));
}

std::string yuan(std::int64_t fen) {
    const char* sign = fen < 0 ? "-" : "";
    const std::int64_t amount = fen < 0 ? -fen : fen;
    if (amount % 100 == 0) return fmt::format("{}{}", sign, amount / 100);
    return fmt::format("{}{}.{:02}", sign, amount / 100, amount % 100);
}

std::optional<std::int64_t> share(std::int64_t n, std::int64_t d) noexcept {
    if (d == 0) return std::nullopt;
    const std::int64_t of = d < 0 ? -d : d;
    std::int64_t rest = n < 0 ? -n : n, amount = rest / of;
    for (int decimal = 0; decimal < 4; ++decimal) {  // digit by digit, because 10,000 n might not fit
        rest = rest % of * 10;
        amount = amount * 10 + rest / of;
    }
    if (rest % of * 2 >= of) ++amount;
    return (n < 0) != (d < 0) ? -amount : amount;
}

std::string share_text(std::int64_t ten_thousandths) {
    const char* sign = ten_thousandths < 0 ? "-" : "";
    const std::int64_t amount = ten_thousandths < 0 ? -ten_thousandths : ten_thousandths;
    return fmt::format("{}{}.{:04}", sign, amount / 10000, amount % 10000);
}

}  // namespace cpcc
