// Pinyin without tones: finds names that were typed with Latin letters, and sorts names. The readings come from the
// Unicode Character Database when the program is built.
#pragma once

#include <string>
#include <string_view>

namespace cpcc {

// Latin letters that may stand for a Chinese name. A character may have several readings.
class PinyinWord {
public:
    explicit PinyinWord(std::string_view letters);
    // Returns whether the letters spell the whole name, such as `wangli`.
    bool spells(std::string_view name) const;
    // Returns whether the letters are the initials of the whole name, such as `wl`.
    bool abbreviates(std::string_view name) const;
    // Returns whether the letters spell the beginning of the name, or its first initials.
    bool begins(std::string_view name) const;
    // Returns whether the same holds for the name from one of its characters on.
    bool occurs(std::string_view name) const;

private:
    std::string letters_;  // lower case
};

// Returns a key that sorts names by pinyin: character by character, by syllable, tone and character. Letters and digits
// sort before Chinese characters.
std::string pinyin_key(std::string_view name);

}  // namespace cpcc
