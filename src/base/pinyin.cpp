#include "cpcc/base/pinyin.hpp"
#include "cpcc/base/ascii.hpp"

#include "cpcc/base/text.hpp"
#include "pinyin_table.hpp"

#include <algorithm>

namespace cpcc {

namespace {

constexpr std::uint32_t reading_bits = 12;
constexpr std::uint32_t reading_mask = (1U << reading_bits) - 1;

// Returns the packed readings of a character in an ordered list.
std::span<const std::uint32_t> readings_in(std::span<const std::uint32_t> packed, char32_t character) {
    const auto first = std::lower_bound(packed.begin(), packed.end(), character << reading_bits);
    const auto last = std::lower_bound(first, packed.end(), (character + 1) << reading_bits);
    return {first, last};
}

// Returns the first reading of a character; no_reading: it is no Chinese character.
std::uint32_t first_reading(char32_t character) {
    const PinyinTable& table = pinyin_table();
    if (character >= 0x4E00 && character < 0x4E00 + table.unified.size()) return table.unified[character - 0x4E00];
    if (character >= 0x3400 && character < 0x3400 + table.extension_a.size())
        return table.extension_a[character - 0x3400];
    const auto rare = readings_in(table.rare, character);
    return rare.empty() ? no_reading : rare.front() & reading_mask;
}

std::string_view syllable_of(std::uint32_t reading) { return pinyin_table().syllables[reading / 8]; }

enum class Spelled { whole, initials };
enum class Extent { all, beginning };

bool matches(std::string_view letters, std::u32string_view name, Spelled spelled, Extent extent);

// Returns whether the letters continue with this reading of the name's first character.
bool matches_reading(std::string_view letters, std::uint32_t reading, std::u32string_view name, Spelled spelled,
                     Extent extent) {
    std::string_view syllable = syllable_of(reading);
    if (spelled == Spelled::initials) syllable = syllable.substr(0, 1);
    if (extent == Extent::beginning && syllable.starts_with(letters)) return true;
    return letters.starts_with(syllable) && matches(letters.substr(syllable.size()), name.substr(1), spelled, extent);
}

bool matches(std::string_view letters, std::u32string_view name, Spelled spelled, Extent extent) {
    if (letters.empty() && extent == Extent::beginning) return true;
    if (name.empty()) return letters.empty();
    const char32_t character = name.front();
    const std::uint32_t first = first_reading(character);
    if (first == no_reading) {  // a letter stands for itself, and a sign is not spelled
        const bool letter = character < 0x80 && lower(static_cast<char>(character)) >= 'a' &&
                            lower(static_cast<char>(character)) <= 'z';
        if (!letter) return matches(letters, name.substr(1), spelled, extent);
        return !letters.empty() && lower(static_cast<char>(character)) == letters.front() &&
               matches(letters.substr(1), name.substr(1), spelled, extent);
    }
    if (matches_reading(letters, first, name, spelled, extent)) return true;
    const auto others = readings_in(pinyin_table().others, character);
    return std::any_of(others.begin(), others.end(), [&](std::uint32_t packed) {
        return matches_reading(letters, packed & reading_mask, name, spelled, extent);
    });
}

}  // namespace

PinyinWord::PinyinWord(std::string_view letters) {
    for (const char c : letters)
        if (c != '\'' && c != ' ') letters_ += lower(c);
}

bool PinyinWord::spells(std::string_view name) const {
    return matches(letters_, characters_of(folded_name(name)), Spelled::whole, Extent::all);
}

bool PinyinWord::abbreviates(std::string_view name) const {
    const std::u32string characters = characters_of(folded_name(name));
    return characters.size() >= letters_.size() && letters_.size() > 1 &&
           matches(letters_, characters, Spelled::initials, Extent::all);
}

namespace {

bool begins_with(std::u32string_view name, std::string_view letters) {
    return matches(letters, name, Spelled::whole, Extent::beginning) ||
           matches(letters, name, Spelled::initials, Extent::beginning);
}

}  // namespace

bool PinyinWord::begins(std::string_view name) const { return begins_with(characters_of(folded_name(name)), letters_); }

bool PinyinWord::occurs(std::string_view name) const {
    const std::u32string characters = characters_of(folded_name(name));
    for (std::u32string_view rest = characters; !rest.empty(); rest.remove_prefix(1))
        if (begins_with(rest, letters_)) return true;
    return false;
}

std::string pinyin_key(std::string_view name) {
    std::string key;
    for (const char32_t character : characters_of(folded_name(name))) {
        const std::uint32_t reading = first_reading(character);
        if (reading != no_reading) {
            key += '\x7E';  // after the signs, letters and digits of other text
            key += syllable_of(reading);
            key += static_cast<char>(1 + reading % 8);
        }
        for (int shift = 16; shift >= 0; shift -= 8)
            key += static_cast<char>(character >> static_cast<unsigned>(shift));
    }
    return key;
}

}  // namespace cpcc
