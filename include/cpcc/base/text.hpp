// UTF-8 text: validity, display width, the small jobs that every floor needs.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cpcc {

bool is_utf8(std::string_view text) noexcept;

// Columns that a terminal gives the text: 2 for a wide character, 0 for a combining one.
int display_width(std::string_view text) noexcept;

// The text cut after at most `width` columns, at a character's bound.
std::string_view cut_to_width(std::string_view text, int width) noexcept;

std::string_view trim(std::string_view text) noexcept;                   // ASCII blanks and U+3000
std::vector<std::string_view> split(std::string_view text, std::string_view ascii_separator);
std::string join(const std::vector<std::string>& parts, std::string_view separator);

// The candidate that is nearest to `word` by edit distance, if one is near enough to be meant.
std::optional<std::string_view> nearest(std::string_view word, std::span<const std::string_view> candidates);

// Text that a spreadsheet would run as a formula gets a leading apostrophe; `undefuse` takes exactly that back
// (interface.md, Output: `= + - @` tab CR, full-width too).
bool looks_like_formula(std::string_view text) noexcept;
std::string_view undefuse(std::string_view text) noexcept;

// Full-width letters, digits and signs as their half-width forms (NFKC).
std::string half_width(std::string_view text);

// 1–40 of letters, digits, `.`, `-`, `_` (domain.md, 2).
bool is_code(std::string_view text) noexcept;

// A whole number written in digits alone, at most 15 of them.
std::optional<long long> whole_number(std::string_view text) noexcept;

}  // namespace cpcc
