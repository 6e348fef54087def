// The readings of Chinese characters, made at build time by make_pinyin_table.cpp.
#pragma once

#include <cstdint>
#include <span>

namespace cpcc {

// A reading is the number of its syllable, then three bits for the tone (0: neutral). A packed reading has the
// character above its lowest 12 bits.
struct PinyinTable {
    std::span<const char[8]> syllables;
    std::span<const std::uint16_t> extension_a, unified;  // the first reading, from U+3400 and U+4E00; no_reading: none
    std::span<const std::uint32_t> rare;                  // packed first readings above U+FFFF, in order
    std::span<const std::uint32_t> others;                // packed further readings, in order
    std::span<const std::uint16_t> radicals;              // the character of each radical from U+2E80; 0: none
};
inline constexpr std::uint16_t no_reading = 0xFFFF;

const PinyinTable& pinyin_table();

}  // namespace cpcc
