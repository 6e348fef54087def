// Writes the source of pinyin_table(). Reads two files of the Unicode Character Database: Unihan_Readings.txt from
// standard input, and EquivalentUnifiedIdeograph.txt, which the argument names.
// A program of the build, not a part of cpcc.
#include "pinyin_table.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace {

struct Reading {
    std::string syllable;
    std::uint32_t tone = 0;
    bool operator==(const Reading&) const = default;
};

// A vowel with the mark of its tone.
struct Marked {
    std::string_view mark, plain;
    std::uint32_t tone;
};
constexpr std::array marked{
    Marked{"ā", "a", 1}, Marked{"á", "a", 2}, Marked{"ǎ", "a", 3}, Marked{"à", "a", 4}, Marked{"ē", "e", 1},
    Marked{"é", "e", 2}, Marked{"ě", "e", 3}, Marked{"è", "e", 4}, Marked{"ī", "i", 1}, Marked{"í", "i", 2},
    Marked{"ǐ", "i", 3}, Marked{"ì", "i", 4}, Marked{"ō", "o", 1}, Marked{"ó", "o", 2}, Marked{"ǒ", "o", 3},
    Marked{"ò", "o", 4}, Marked{"ū", "u", 1}, Marked{"ú", "u", 2}, Marked{"ǔ", "u", 3}, Marked{"ù", "u", 4},
    Marked{"ǖ", "v", 1}, Marked{"ǘ", "v", 2}, Marked{"ǚ", "v", 3}, Marked{"ǜ", "v", 4}, Marked{"ü", "v", 0},
    Marked{"ń", "n", 2}, Marked{"ň", "n", 3}, Marked{"ǹ", "n", 4}, Marked{"ḿ", "m", 2}, Marked{"ê", "e", 0},
};

Reading reading_of(std::string_view pinyin) {
    Reading reading;
    while (!pinyin.empty()) {
        const auto found =
            std::find_if(marked.begin(), marked.end(), [&](const Marked& one) { return pinyin.starts_with(one.mark); });
        if (found != marked.end()) {
            reading.syllable += found->plain;
            if (found->tone != 0) reading.tone = found->tone;
            pinyin.remove_prefix(found->mark.size());
            continue;
        }
        if (pinyin.front() >= 'a' && pinyin.front() <= 'z') reading.syllable += pinyin.front();
        pinyin.remove_prefix(1);
    }
    return reading;
}

// Returns the readings of one line's value: `zhòng chóng`, `dé(12) dì(3)`, `0023.041:bā`.
std::vector<Reading> readings_of(std::string_view value) {
    std::vector<Reading> all;
    while (!value.empty()) {
        const auto blank = std::min(value.find(' '), value.size());
        std::string_view one = value.substr(0, blank);
        value.remove_prefix(std::min(blank + 1, value.size()));
        if (const auto colon = one.find(':'); colon != std::string_view::npos) one.remove_prefix(colon + 1);
        one = one.substr(0, one.find('('));
        Reading reading = reading_of(one);
        if (!reading.syllable.empty() && reading.syllable.size() < 8) all.push_back(std::move(reading));
    }
    return all;
}

// The readings by character: those of kMandarin first.
using Readings = std::map<std::uint32_t, std::vector<Reading>>;

Readings read(std::istream& in) {
    Readings first, more;
    for (std::string line; std::getline(in, line);) {
        if (!line.starts_with("U+")) continue;
        const auto name = line.find('\t'), value = line.find('\t', name + 1);
        if (name == std::string::npos || value == std::string::npos) continue;
        const std::string field = line.substr(name + 1, value - name - 1);
        if (field != "kMandarin" && field != "kHanyuPinlu" && field != "kXHC1983") continue;
        const auto character = static_cast<std::uint32_t>(std::strtoul(line.c_str() + 2, nullptr, 16));
        auto& into = (field == "kMandarin" ? first : more)[character];
        for (Reading& reading : readings_of(std::string_view(line).substr(value + 1)))
            into.push_back(std::move(reading));
    }
    for (auto& [character, readings] : first)
        for (Reading& reading : more[character])
            if (std::find(readings.begin(), readings.end(), reading) == readings.end())
                readings.push_back(std::move(reading));
    return first;
}

// Returns the characters that radicals stand for: `2E81 ; 5382`, `2E8C..2E8D ; 5C0F`.
std::map<std::uint32_t, std::uint32_t> read_radicals(std::istream& in) {
    constexpr std::uint32_t last_radical = 0x2FDF, last_character = 0xFFFF;
    const auto number = [](const std::string& text) {
        return static_cast<std::uint32_t>(std::strtoul(text.c_str(), nullptr, 16));
    };
    std::map<std::uint32_t, std::uint32_t> radicals;
    for (std::string line; std::getline(in, line);) {
        const auto sign = line.find(';');
        if (line.starts_with("#") || sign == std::string::npos) continue;
        const auto dots = line.find("..");
        const std::uint32_t first = number(line), character = number(line.substr(sign + 1));
        const std::uint32_t last = dots < sign ? number(line.substr(dots + 2)) : first;
        for (std::uint32_t radical = first; radical <= last; ++radical)
            if (radical <= last_radical && character <= last_character) radicals[radical] = character;
    }
    return radicals;
}

class Writer {
public:
    Writer(const Readings& readings, const std::map<std::uint32_t, std::uint32_t>& radicals)
        : readings_(readings), radicals_(radicals) {
        for (const auto& [character, all] : readings)
            for (const Reading& reading : all) syllables_.try_emplace(reading.syllable, 0);
        std::uint32_t number = 0;
        for (auto& [syllable, place] : syllables_) place = number++;
    }

    void write(std::ostream& out) const {
        out << "// Made from Unihan_Readings.txt by make_pinyin_table.cpp.\n#include \"pinyin_table.hpp\"\n\n"
               "namespace cpcc {\n\nnamespace {\n\nconstexpr char syllables[][8]{";
        for (const auto& [syllable, number] : syllables_) out << '"' << syllable << "\",";
        out << "};\n";
        block(out, "extension_a", 0x3400, 0x4DC0);
        block(out, "unified", 0x4E00, 0xA000);
        out << "constexpr std::uint32_t rare[]{";
        for (const auto& [character, all] : readings_)
            if (character > 0xFFFF) out << packed(character, all.front()) << ',';
        out << "};\nconstexpr std::uint32_t others[]{";
        for (const auto& [character, all] : readings_)
            for (std::size_t i = 1; i < all.size(); ++i) out << packed(character, all[i]) << ',';
        out << "};\nconstexpr std::uint16_t radicals[]{";
        for (std::uint32_t radical = 0x2E80; radical < 0x2FE0; ++radical)
            out << (radicals_.contains(radical) ? radicals_.at(radical) : 0) << ',';
        out << "};\n\n}  // namespace\n\nconst PinyinTable& pinyin_table() {\n    static constexpr PinyinTable "
               "table{syllables, extension_a, unified, rare, others, radicals};\n    return table;\n}\n\n}  // "
               "namespace cpcc\n";
    }

private:
    std::uint32_t number_of(const Reading& reading) const { return syllables_.at(reading.syllable) * 8 + reading.tone; }
    std::uint32_t packed(std::uint32_t character, const Reading& reading) const {
        return (character << 12U) | number_of(reading);
    }
    void block(std::ostream& out, std::string_view name, std::uint32_t first, std::uint32_t end) const {
        out << "constexpr std::uint16_t " << name << "[]{";
        for (std::uint32_t character = first; character < end; ++character) {
            const auto found = readings_.find(character);
            out << (found == readings_.end() ? cpcc::no_reading : number_of(found->second.front())) << ',';
        }
        out << "};\n";
    }

    const Readings& readings_;
    const std::map<std::uint32_t, std::uint32_t>& radicals_;
    std::map<std::string, std::uint32_t> syllables_;  // and their numbers, in order
};

}  // namespace

int main(int argc, char** argv) {
    std::ifstream file(argc > 1 ? argv[1] : "");
    const auto radicals = read_radicals(file);
    const Readings readings = read(std::cin);
    constexpr std::size_t least = 40000;
    if (readings.size() < least || radicals.empty()) {
        std::cerr << "make_pinyin_table: " << readings.size() << " characters have a reading, and " << radicals.size()
                  << " radicals stand for one\n";
        return 1;
    }
    Writer(readings, radicals).write(std::cout);
    return std::cout.flush() ? 0 : 1;
}
