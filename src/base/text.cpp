#include "cpcc/base/text.hpp"

#include "cpcc/base/spreadsheet.hpp"

#include "cpcc/base/words.hpp"
#include "pinyin_table.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>

namespace cpcc {

namespace {

// Returns the first character of the text and its length in bytes; an invalid byte counts as a character.
struct Character {
    utf8proc_int32_t code = -1;
    std::size_t bytes = 1;
};

Character first_character(std::string_view text) noexcept {
    Character c;
    const auto length = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                         static_cast<utf8proc_ssize_t>(text.size()), &c.code);
    if (length > 0) c.bytes = static_cast<std::size_t>(length);
    return c;
}

// Curly quotes, dashes and the ellipsis have ambiguous width. Chinese terminal fonts draw most of them narrow; utf8proc
// returns 1 for them, as xterm, VTE and Windows Terminal do by default.
int width_of(const Character& c) noexcept { return c.code < 0 ? 1 : utf8proc_charwidth(c.code); }

}  // namespace

bool is_utf8(std::string_view text) noexcept {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const auto continues = [&](std::size_t i) { return i < text.size() && (byte(i) & 0xC0U) == 0x80U; };
    for (std::size_t at = 0; at < text.size();) {
        if (byte(at) < 0x80) {
            ++at;
            continue;
        }
        // Of three bytes, as most Chinese text. Any two bytes that continue are right behind these.
        if (byte(at) >= 0xE1 && byte(at) <= 0xEC && continues(at + 1) && continues(at + 2)) {
            at += 3;
            continue;
        }
        const Character c = first_character(text.substr(at));
        if (c.code < 0) return false;
        at += c.bytes;
    }
    return true;
}

namespace {

// Most text needs no table: printable ASCII is one column wide, Chinese from U+4E00 to U+9FBF is two.
bool is_plain(char c) noexcept { return c >= ' ' && c < '\x7F'; }
bool is_chinese(std::string_view text) noexcept {
    if (text.size() < 3) return false;
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const auto follows = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
    return byte(0) >= 0xE4 && byte(0) <= 0xE9 && follows(1) && follows(2) && (byte(0) > 0xE4 || byte(1) >= 0xB8) &&
           (byte(0) < 0xE9 || byte(1) <= 0xBE);
}

}  // namespace

int display_width(std::string_view text) noexcept {
    int width = 0;
    while (!text.empty()) {
        if (is_plain(text.front())) {
            width += 1;
            text.remove_prefix(1);
            continue;
        }
        if (is_chinese(text)) {
            width += 2;
            text.remove_prefix(3);
            continue;
        }
        const Character c = first_character(text);
        width += width_of(c);
        text.remove_prefix(c.bytes);
    }
    return width;
}

std::string_view cut_to_width(std::string_view text, int width) noexcept {
    std::size_t at = 0;
    while (at < text.size()) {
        const Character c = first_character(text.substr(at));
        width -= width_of(c);
        if (width < 0) break;
        at += c.bytes;
    }
    return text.substr(0, at);
}

namespace {

// Returns whether a character is a blank or cannot be seen: spaces of any width, zero-width characters, the byte order
// mark, and marks of direction.
bool is_blank_character(utf8proc_int32_t c) noexcept {
    const auto between = [c](utf8proc_int32_t first, utf8proc_int32_t last) { return first <= c && c <= last; };
    return c == ' ' || between(0x09, 0x0D) || c == 0x85 || c == 0xA0 || c == 0xAD || c == 0x1680 || c == 0x180E ||
           between(0x2000, 0x200F) || between(0x2028, 0x202F) || between(0x205F, 0x206F) || c == 0x3000 ||
           c == 0x3164 || c == 0xFEFF;
}

// Returns the length in bytes of the blank at the start of the text; 0: there is none. Most text needs no decoding.
std::size_t blank_in_front(std::string_view text) noexcept {
    const auto lead = static_cast<unsigned char>(text.front());
    if (lead < 0x80) return is_blank_character(lead) ? 1 : 0;
    if (lead != 0xC2 && lead != 0xE1 && lead != 0xE2 && lead != 0xE3 && lead != 0xEF) return 0;
    const Character c = first_character(text);
    return is_blank_character(c.code) ? c.bytes : 0;
}

std::size_t blank_at_back(std::string_view text) noexcept {
    const auto last = static_cast<unsigned char>(text.back());
    if (last < 0x80) return is_blank_character(last) ? 1 : 0;
    for (const std::size_t bytes : {2U, 3U})
        if (text.size() >= bytes && blank_in_front(text.substr(text.size() - bytes)) == bytes) return bytes;
    return 0;
}

}  // namespace

std::string_view trim(std::string_view text) noexcept {
    const auto is_graphic = [](char c) { return c > ' ' && c < 0x7F; };
    if (text.empty() || (is_graphic(text.front()) && is_graphic(text.back()))) return text;  // most codes and numbers
    while (!text.empty()) {
        const std::size_t bytes = blank_in_front(text);
        if (bytes == 0) break;
        text.remove_prefix(bytes);
    }
    while (!text.empty()) {
        const std::size_t bytes = blank_at_back(text);
        if (bytes == 0) break;
        text.remove_suffix(bytes);
    }
    return text;
}

std::vector<std::string_view> split(std::string_view text, std::string_view ascii_separator) {
    std::vector<std::string_view> parts;
    for (std::size_t start = 0;;) {
        const auto end = text.find(ascii_separator, start);
        parts.push_back(text.substr(start, end - start));
        if (end == std::string_view::npos) return parts;
        start = end + ascii_separator.size();
    }
}

std::string listed(const std::vector<std::string>& items) { return join(items, say(Words{"、", ", "})); }

std::string capitalized(std::string text) {
    if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
        text.front() = static_cast<char>(text.front() - 'a' + 'A');
    return text;
}

std::string shell_word(std::string_view text) {
    if (!text.empty() && text.find_first_of(" '\"\\$`&;|<>()*?[]#~!{}\n\t") == std::string_view::npos)
        return std::string(text);
    std::string word = "'";
    for (const char c : text) word += c == '\'' ? "'\\''" : std::string(1, c);
    return word + "'";
}

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
    std::string whole;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i > 0) whole += separator;
        whole += parts[i];
    }
    return whole;
}

namespace {

// Returns the Levenshtein distance in bytes, since the words are ids. A transposition counts as one edit.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        before.swap(last);
        last.swap(row);
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], before[j - 2] + 1);
        }
    }
    return row[b.size()];
}

}  // namespace

std::optional<std::string_view> nearest(std::string_view word, std::span<const std::string_view> candidates) {
    constexpr std::size_t longest = 200;  // of a word that somebody typed
    if (word.size() > longest) return std::nullopt;
    std::optional<std::string_view> best;
    std::size_t least = std::max<std::size_t>(1, word.size() / 3) + 1;
    for (const auto candidate : candidates) {
        // An unfinished word counts as a small slip.
        const bool begun = word.size() >= 3 && candidate.starts_with(word);
        const std::size_t steps = begun ? 1 : distance(word, candidate);
        if (steps < least) {
            least = steps;
            best = candidate;
        }
    }
    return best;
}

bool looks_like_formula(std::string_view text) noexcept {
    constexpr std::array<std::string_view, 10> starts{"=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"};
    return std::any_of(starts.begin(), starts.end(), [&](auto start) { return text.starts_with(start); });
}

std::string_view undefuse(std::string_view text) noexcept {
    const auto quotes = text.find_first_not_of('\'');
    if (quotes == 0 || quotes == std::string_view::npos) return text;
    const std::string_view rest = text.substr(quotes);
    return looks_like_formula(rest) || spreadsheet_alters(rest) || is_spreadsheet_error(rest) ? text.substr(1) : text;
}

namespace {

std::string compatible_form(std::string_view text) {
    utf8proc_uint8_t* folded = nullptr;
    const auto length =
        utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()),
                     &folded, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT));
    if (length < 0) return std::string(text);
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(folded, &std::free);
    return std::string(reinterpret_cast<const char*>(folded), static_cast<std::size_t>(length));
}

// Dots that stand between the parts of a name of a minority.
bool is_name_dot(std::int32_t c) noexcept { return c == 0x2022 || c == 0x2027 || c == 0x30FB || c == 0x22C5; }

}  // namespace

std::u32string characters_of(std::string_view text) {
    std::u32string characters;
    while (!text.empty()) {
        const Character c = first_character(text);
        characters += c.code < 0 ? char32_t{0xFFFD} : static_cast<char32_t>(c.code);
        text.remove_prefix(c.bytes);
    }
    return characters;
}

namespace {

// Returns the character that a radical stands for; 0: it is no radical. NFKC knows only some of them.
char32_t character_of_radical(std::int32_t c) {
    constexpr std::int32_t first = 0x2E80, end = 0x2FE0;
    return c >= first && c < end ? pinyin_table().radicals[static_cast<std::size_t>(c - first)] : 0;
}

void append(std::string& text, char32_t character) {
    std::array<utf8proc_uint8_t, 4> bytes{};
    const auto length = utf8proc_encode_char(static_cast<utf8proc_int32_t>(character), bytes.data());
    text.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(length));
}

}  // namespace

std::string half_width(std::string_view text) {
    const std::string plain = compatible_form(text);
    if (plain.find("\xE2\xBA") == std::string::npos && plain.find("\xE2\xBB") == std::string::npos) return plain;
    std::string folded;
    for (std::string_view rest = plain; !rest.empty();) {
        const Character c = first_character(rest);
        if (const char32_t character = character_of_radical(c.code); character != 0)
            append(folded, character);
        else
            folded += rest.substr(0, c.bytes);
        rest.remove_prefix(c.bytes);
    }
    return folded;
}

std::string folded_name(std::string_view name) {
    const std::string plain = half_width(trim(name));
    std::string folded;
    bool blank = false, ascii_before = false;
    for (std::string_view rest = plain; !rest.empty();) {
        const Character c = first_character(rest);
        const std::string_view bytes = rest.substr(0, c.bytes);
        rest.remove_prefix(c.bytes);
        if (is_blank_character(c.code)) {
            blank = true;
            continue;
        }
        const bool ascii = c.code >= 0 && c.code < 0x80;
        if (blank && ascii && ascii_before) folded += ' ';
        folded += is_name_dot(c.code) ? std::string_view("·") : bytes;
        ascii_before = ascii;
        blank = false;
    }
    return folded;
}

namespace {

// Returns the edit distance of two names in characters, or `limit` if it is not below that.
std::size_t name_distance(std::u32string_view text, std::u32string_view name, std::size_t limit) {
    const std::size_t longer = std::max(text.size(), name.size()), shorter = std::min(text.size(), name.size());
    if (longer - shorter >= limit) return limit;
    std::vector<std::size_t> last(name.size() + 1), row(name.size() + 1);
    for (std::size_t j = 0; j <= name.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= text.size(); ++i) {
        last.swap(row);
        row[0] = i;
        for (std::size_t j = 1; j <= name.size(); ++j)
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (text[i - 1] == name[j - 1] ? 0 : 1)});
    }
    return std::min(row[name.size()], limit);
}

}  // namespace

std::vector<std::size_t> nearest_names(std::string_view text, std::span<const std::string_view> names,
                                       std::size_t most) {
    const std::u32string wanted = characters_of(folded_name(text));
    const std::size_t limit = std::max<std::size_t>(1, wanted.size() / 3) + 1;
    std::vector<std::pair<std::size_t, std::size_t>> near;  // distance, place
    for (std::size_t i = 0; i < names.size(); ++i) {
        const std::u32string name = characters_of(names[i]);
        const bool contains = wanted.size() >= 2 && name.find(wanted) != std::u32string::npos;
        const std::size_t steps = contains ? std::min<std::size_t>(1, limit - 1) : name_distance(wanted, name, limit);
        if (steps < limit) near.emplace_back(steps, i);
    }
    std::stable_sort(near.begin(), near.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < std::min(most, near.size()); ++i) places.push_back(near[i].second);
    return places;
}

bool is_code(std::string_view text) noexcept {
    return !text.empty() && text.size() <= 40 && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '-' ||
               c == '_';
    });
}

std::optional<long long> whole_number(std::string_view text) noexcept {
    if (text.empty() || text.size() > 15) return std::nullopt;
    long long value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value;
}

}  // namespace cpcc
