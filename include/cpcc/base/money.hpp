// Money as integer fen, entered and printed in yuan with at most two decimals (domain.md, 3).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cpcc {

// Parses yuan: "1200000.5" → 120000050. Returns nothing for anything else; signs, separators and units are not allowed.
std::optional<std::int64_t> parse_fen(std::string_view yuan) noexcept;

// Returns the number of places by which a unit of amounts is larger than the yuan: 0 for 元, 4 for 万元. Returns
// nothing if the text is no such unit.
std::optional<int> places_of_unit(std::string_view unit) noexcept;

// Formats fen as yuan: 120000050 → "1200000.50"; whole yuan have no decimals.
std::string yuan(std::int64_t fen);

// Returns the share n/d in ten-thousandths, rounded half up (a negative one: half down), or nothing if d is 0.
std::optional<std::int64_t> share(std::int64_t n, std::int64_t d) noexcept;

// Formats ten-thousandths: 8571 → "0.8571".
std::string share_text(std::int64_t ten_thousandths);

}  // namespace cpcc
