// Money as integer fen: entered and printed in yuan with at most two decimals (domain.md, 3).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cpcc {

// "1200000.5" → 120000050; empty where it is not an amount: sign, separators and units are not taken.
std::optional<std::int64_t> parse_fen(std::string_view yuan) noexcept;

// 120000050 → "1200000.50"; whole yuan without decimals.
std::string yuan(std::int64_t fen);

// A share n/d as ten-thousandths, rounded half up; empty where d is 0.
std::optional<std::int64_t> share(std::int64_t n, std::int64_t d) noexcept;

// 8571 → "0.8571".
std::string share_text(std::int64_t ten_thousandths);

}  // namespace cpcc
