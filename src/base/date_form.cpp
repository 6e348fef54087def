#include "cpcc/base/date_form.hpp"

#include "cpcc/base/text.hpp"

#include <algorithm>

namespace cpcc {

namespace {

char letter_of(char c) noexcept {
    switch (c) {
        case 'y':
        case 'Y': return 'Y';
        case 'm':
        case 'M': return 'M';
        case 'd':
        case 'D': return 'D';
        default: return '\0';
    }
}

}  // namespace

std::optional<DateForm> DateForm::parse(std::string_view form) {
    DateForm parsed;
    parsed.text_ = form;
    for (const char c : half_width(trim(form))) {
        const char letter = letter_of(c);
        const bool more = !parsed.parts_.empty() && parsed.parts_.back().letter == letter;
        if (!more) parsed.parts_.push_back({letter, 0});
        if (letter == '\0')
            parsed.parts_.back().sign += c;
        else
            ++parsed.parts_.back().letters;
    }
    for (std::size_t i = 0; i + 1 < parsed.parts_.size(); ++i)
        if (parsed.parts_[i].letter != '\0' && parsed.parts_[i + 1].letter != '\0')
            parsed.parts_[i].joined = parsed.parts_[i + 1].joined = true;
    return parsed.is_sound() ? std::optional(parsed) : std::nullopt;
}

// Returns whether month and day occur once, the year at most once, and no text can mean two dates.
bool DateForm::is_sound() const {
    std::string order;
    for (const Part& part : parts_) {
        const auto is_plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '%'; };
        if (part.letter == '\0') {
            if (std::any_of(part.sign.begin(), part.sign.end(), is_plain)) return false;
            continue;
        }
        const bool sound = part.letter == 'Y' ? part.letters == 2 || part.letters == 4
                                              : part.letters == 2 || (part.letters == 1 && !part.joined);
        if (!sound) return false;
        order += part.letter;
    }
    return order == "YMD" || order == "MDY" || order == "DMY" || order == "MD" || order == "DM";
}

bool DateForm::has_year() const noexcept {
    return std::any_of(parts_.begin(), parts_.end(), [](const Part& part) { return part.letter == 'Y'; });
}

std::optional<Date> DateForm::read(std::string_view text, int year) const {
    const std::string plain = half_width(trim(text));
    std::string_view rest = plain;
    int month = 0, day = 0;
    for (const Part& part : parts_) {
        if (part.letter == '\0') {
            if (!rest.starts_with(part.sign)) return std::nullopt;
            rest.remove_prefix(part.sign.size());
            continue;
        }
        const std::size_t most = part.letter == 'Y' ? part.letters : 2;
        const std::size_t least = part.letter == 'Y' || part.joined ? most : 1;
        const std::size_t digits = std::min({rest.find_first_not_of("0123456789"), rest.size(), most});
        if (digits < least) return std::nullopt;
        const int number = static_cast<int>(whole_number(rest.substr(0, digits)).value_or(0));
        rest.remove_prefix(digits);
        if (part.letter == 'Y') year = part.letters == 2 ? 2000 + number : number;
        if (part.letter == 'M') month = number;
        if (part.letter == 'D') day = number;
    }
    if (!rest.empty() || !Date::valid(year, month, day)) return std::nullopt;
    return Date::of(year, month, day);
}

}  // namespace cpcc
