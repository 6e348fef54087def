// Money as integer fen, entered and printed in yuan with at most two decimals (domain.md, 3).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cpcc {

// Parses yuan: "1200000.5" → 120000050. Returns nothing for anything else; signs, separators and units are not allowed.
std::optional<std::int64_t> parse_fen(std::string_view yuan) noexcept;

// Formats fen as yuan: 120000050 → "1200000.50"; whole yuan have no decimals.
std::string yuan(std::int64_t fen);

// Returns the share n/d in ten-thousandths, rounded half up (a negative one: half down), or nothing if d is 0.
std::optional<std::int64_t> share(std::int64_t n, std::int64_t d) noexcept;

// Formats ten-thousandths: 8571 → "0.8571".
std::string share_text(std::int64_t ten_thousandths);

}  // namespace cpcc
