// UTF-8 text: validity, display width and small helpers that every floor needs.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cpcc {

bool is_utf8(std::string_view text) noexcept;

// Returns the display width in columns: 2 for a wide character, 0 for a combining one.
int display_width(std::string_view text) noexcept;

// Returns the text cut at a character boundary after at most `width` columns.
std::string_view cut_to_width(std::string_view text, int width) noexcept;

std::string_view trim(std::string_view text) noexcept;  // ASCII blanks and U+3000
std::vector<std::string_view> split(std::string_view text, std::string_view ascii_separator);
std::string join(const std::vector<std::string>& parts, std::string_view separator);
// Returns the text as one word of a command line of a shell, in quotes where it needs them.
std::string shell_word(std::string_view text);
// Joins the items of a list in a sentence, in the reader's language.
std::string listed(const std::vector<std::string>& items);

// Returns the text with its first letter in upper case if it is one of ASCII: `consultations` as a title.
std::string capitalized(std::string text);

// Returns the candidate nearest to `word` by edit distance, if one is near enough.
std::optional<std::string_view> nearest(std::string_view word, std::span<const std::string_view> candidates);

// Text that a spreadsheet would run as a formula (interface.md, Output: `= + - @` tab CR, full-width too) or change
// (spreadsheet.hpp) gets an apostrophe in front in files. `undefuse` removes exactly that.
bool looks_like_formula(std::string_view text) noexcept;
std::string_view undefuse(std::string_view text) noexcept;

// Converts full-width letters, digits and signs to half-width (NFKC).
std::string half_width(std::string_view text);

// Returns a name by which equal names compare equal, however they were typed: compatibility forms (full-width letters,
// Kangxi radicals) as plain ones, no blanks beside Chinese characters, one form of the dot in 买买提·艾力.
std::string folded_name(std::string_view name);

// Returns the characters of a text; an invalid byte becomes U+FFFD.
std::u32string characters_of(std::string_view text);

// Returns the nearest of these names by edit distance in characters, at most `most`, the nearest first. A name that
// contains the text is near.
std::vector<std::size_t> nearest_names(std::string_view text, std::span<const std::string_view> names,
                                       std::size_t most);

// Returns whether the text is a code: 1–40 letters, digits, `.`, `-`, `_` (domain.md, 2).
bool is_code(std::string_view text) noexcept;

// Parses a whole number of digits only, at most 15.
std::optional<long long> whole_number(std::string_view text) noexcept;

}  // namespace cpcc
