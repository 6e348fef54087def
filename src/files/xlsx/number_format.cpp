#include "xlsx/number_format.hpp"

#include "cpcc/base/ascii.hpp"
#include "cpcc/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

namespace cpcc::files {

namespace {

constexpr std::size_t kept_digits = 15;  // of a number in a spreadsheet

bool is_whole(std::string_view number) noexcept {
    const auto digits = number.substr(number.starts_with('-') ? 1 : 0);
    return !digits.empty() && digits.find_first_not_of("0123456789") == std::string_view::npos;
}

// Formats without a code in the file (18.8.30). The ids 27–36 and 50–58 are in no file's list and differ by language:
// in Chinese 27, 36, 50, 52 and 57 show a month, elsewhere some of them show a day.
struct BuiltIn {
    int first, last;
    NumberStyle style;
    std::string_view code;
};
constexpr std::array<BuiltIn, 34> built_in{{{1, 1, NumberStyle::number, "0"},
                                            {2, 2, NumberStyle::number, "0.00"},
                                            {3, 3, NumberStyle::number, "#,##0"},
                                            {4, 4, NumberStyle::number, "#,##0.00"},
                                            {5, 6, NumberStyle::number, "#,##0"},
                                            {7, 8, NumberStyle::number, "#,##0.00"},
                                            {9, 9, NumberStyle::number, "0%"},
                                            {10, 10, NumberStyle::number, "0.00%"},
                                            {11, 11, NumberStyle::number, "0.00E+00"},
                                            {12, 13, NumberStyle::number, "# ?/?"},
                                            {14, 15, NumberStyle::date, ""},
                                            {16, 16, NumberStyle::day, ""},
                                            {17, 17, NumberStyle::month, ""},
                                            {18, 21, NumberStyle::time, ""},
                                            {22, 22, NumberStyle::date_time, ""},
                                            {27, 27, NumberStyle::month_or_day, ""},
                                            {28, 31, NumberStyle::date, ""},
                                            {32, 35, NumberStyle::time, ""},
                                            {36, 36, NumberStyle::month_or_day, ""},
                                            {37, 38, NumberStyle::number, "#,##0;(#,##0)"},
                                            {39, 40, NumberStyle::number, "#,##0.00;(#,##0.00)"},
                                            {41, 42, NumberStyle::number, "#,##0;-#,##0;\"-\""},
                                            {43, 44, NumberStyle::number, "#,##0.00;-#,##0.00;\"-\""},
                                            {45, 45, NumberStyle::time, ""},
                                            {46, 46, NumberStyle::elapsed, ""},
                                            {47, 47, NumberStyle::time, ""},
                                            {48, 48, NumberStyle::number, "##0.0E+0"},
                                            {50, 50, NumberStyle::month_or_day, ""},
                                            {51, 51, NumberStyle::date, ""},
                                            {52, 52, NumberStyle::month, ""},
                                            {53, 54, NumberStyle::date, ""},
                                            {55, 56, NumberStyle::time, ""},
                                            {57, 57, NumberStyle::month_or_day, ""},
                                            {58, 58, NumberStyle::date, ""}}};

// Returns the bytes of the character at a place; 0 behind the end.
std::size_t character_bytes(std::string_view code, std::size_t at) {
    if (at >= code.size()) return 0;
    std::size_t bytes = 1;
    while (at + bytes < code.size() && (static_cast<unsigned char>(code[at + bytes]) & 0xC0U) == 0x80U) ++bytes;
    return bytes;
}

// Calls `letter(c)` for each significant character of a section, `quoted(text)` for literal text and `bracket(text)`
// for what is in brackets. `_x` is a blank, and `*x` fills the cell with x.
template <class Letter, class Quoted, class Bracket>
void scan_section(std::string_view code, Letter letter, Quoted quoted, Bracket bracket) {
    for (std::size_t i = 0; i < code.size(); ++i) {
        const char c = code[i];
        if (c == '"') {
            const std::size_t end = std::min(code.find('"', i + 1), code.size());
            quoted(code.substr(i + 1, end - i - 1));
            i = end;
        } else if (c == '\\' || c == '!') {
            ++i;
            quoted(code.substr(std::min(i, code.size()), character_bytes(code, i)));
            i += std::max<std::size_t>(character_bytes(code, i), 1) - 1;
        } else if (c == '_' || c == '*') {
            if (c == '_') quoted(" ");
            i += character_bytes(code, i + 1);
        } else if (c == '[') {
            const std::size_t end = std::min(code.find(']', i), code.size());
            bracket(code.substr(i + 1, end - i - 1));
            i = end;
        } else {
            letter(i);
        }
    }
}

std::vector<std::string_view> sections_of(std::string_view code) {
    std::vector<std::string_view> sections;
    std::size_t start = 0;
    for (std::size_t i = 0; i < code.size(); ++i) {
        if (code[i] == '"')
            i = std::min(code.find('"', i + 1), code.size());
        else if (code[i] == '\\' || code[i] == '!')
            ++i;
        else if (code[i] == ';') {
            sections.push_back(code.substr(start, i - start));
            start = i + 1;
        }
    }
    sections.push_back(code.substr(std::min(start, code.size())));
    return sections;
}

bool starts_with_word(std::string_view text, std::string_view word) {
    return text.size() >= word.size() && lower(text.substr(0, word.size())) == word;
}

// What a section shows of a date.
struct DateParts {
    bool year = false, month = false, day = false, hours = false, seconds = false, minutes = false, elapsed = false;
    bool m_before = false;  // an `m` whose meaning the next letter decides
};

void note_letter(DateParts& parts, std::string_view rest, std::size_t& skip) {
    if (starts_with_word(rest, "am/pm")) return void(skip = 4);
    if (starts_with_word(rest, "a/p")) return void(skip = 2);
    if (starts_with_word(rest, "general")) return void(skip = 6);
    switch (rest.front()) {
        case 'y':
        case 'Y':
        case 'e':
        case 'b':
        case 'B': parts.year = true; break;
        case 'd':
        case 'D':
        case 'a':
        case 'A': parts.day = true; break;
        case 'h':
        case 'H': parts.hours = true; break;
        case 's':
        case 'S': parts.seconds = true; break;
        case 'm':
        case 'M':
            if (parts.hours && !parts.minutes && !parts.day)
                parts.minutes = true;
            else
                parts.m_before = true;
            break;
        default: break;
    }
}

// Returns the style of a format code. `m` means minutes beside hours or seconds, and otherwise the month.
NumberStyle style_of(std::string_view code) {
    DateParts parts;
    bool digits = false;
    std::size_t skip = 0;
    scan_section(
        code,
        [&](std::size_t at) {
            if (skip > 0) return void(--skip);
            const char c = code[at];
            if ((c == 'E' || c == 'e') && at + 1 < code.size() && (code[at + 1] == '+' || code[at + 1] == '-'))
                return void(digits = true);
            if (c == '0' || c == '#' || c == '?') digits = true;
            note_letter(parts, code.substr(at), skip);
        },
        [](std::string_view) {},
        [&](std::string_view inside) {
            if (!inside.empty() && inside.find_first_not_of("hHmMsS") == std::string_view::npos) parts.elapsed = true;
        });
    if (parts.elapsed) return NumberStyle::elapsed;
    const bool time = parts.hours || parts.seconds;
    const bool month = parts.m_before && !(time && !parts.year && !parts.day);
    if (time) return parts.year || parts.day ? NumberStyle::date_time : NumberStyle::time;
    if (parts.day) return parts.year ? NumberStyle::date : NumberStyle::day;
    if (month) return NumberStyle::month;
    if (parts.year && !digits) return NumberStyle::year;
    return NumberStyle::number;
}

// Moves the point of a plain unsigned decimal by some places to the right, or to the left if negative.
std::string moved(const std::string& number, int places) {
    const auto point = std::min(number.find('.'), number.size());
    std::string digits = number.substr(0, point) + (point < number.size() ? number.substr(point + 1) : "");
    int at = static_cast<int>(point) + places;
    if (at <= 0) {
        digits.insert(0, static_cast<std::size_t>(1 - at), '0');
        at = 1;
    }
    if (at > static_cast<int>(digits.size())) digits.append(static_cast<std::size_t>(at) - digits.size(), '0');
    std::string whole = digits.substr(0, static_cast<std::size_t>(at));
    whole.erase(0, std::min(whole.find_first_not_of('0'), whole.size() - 1));
    const std::string rest = digits.substr(static_cast<std::size_t>(at));
    return rest.empty() ? whole : whole + "." + rest;
}

// Rounds a plain unsigned decimal half up. Returns the digits before the point, and exactly `places` behind it.
std::pair<std::string, std::string> rounded(const std::string& number, std::size_t places) {
    const auto point = std::min(number.find('.'), number.size());
    std::string digits = number.substr(0, point) + (point < number.size() ? number.substr(point + 1) : "");
    digits.append(places + 1, '0');
    const bool up = digits[point + places] >= '5';
    digits.resize(point + places);
    std::size_t i = digits.size();
    while (up && i > 0 && digits[i - 1] == '9') digits[--i] = '0';
    if (up && i > 0) ++digits[i - 1];
    std::size_t whole = point;
    if (up && i == 0) {
        digits.insert(0, 1, '1');
        ++whole;
    }
    return {digits.substr(0, whole), digits.substr(whole)};
}

std::string without_idle_zeros(std::string whole, std::string decimals) {
    whole.erase(0, std::min(whole.find_first_not_of('0'), whole.size() - 1));
    decimals.erase(decimals.find_last_not_of('0') + 1);
    return decimals.empty() ? whole : whole + "." + decimals;
}

}  // namespace

std::string plain_number(std::string_view number) {
    if (is_whole(number)) return std::string(number);
    double value = 0;
    const char* const end = number.data() + number.size();
    if (std::from_chars(number.data(), end, value).ptr != end || !std::isfinite(value)) return std::string(number);
    std::array<char, 400> digits{};  // 1e308 has 309
    const auto rounded_off =
        std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::general, kept_digits);
    std::from_chars(digits.data(), rounded_off.ptr, value);
    if (value == 0) return "0";
    const auto shown = std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed);
    return std::string(digits.data(), shown.ptr);
}

bool is_long_number(std::string_view plain) noexcept {
    if (plain.starts_with('-')) plain.remove_prefix(1);
    const auto whole = plain.substr(0, plain.find('.'));
    return whole.size() > kept_digits && is_whole(whole);
}

class NumberFormat::SectionParser {
public:
    explicit SectionParser(std::string_view code) : code_(code) {}

    Section run() {
        scan_section(
            code_, [&](std::size_t at) { take_letter(at); }, [&](std::string_view text) { add(Part::literal, text); },
            [&](std::string_view inside) { take_bracket(inside); });
        section_.thousands += static_cast<int>(commas_);
        if (exponent_) section_.grouped = false;
        return std::move(section_);
    }

private:
    void add(Part part, std::string_view text) { section_.tokens.push_back({part, std::string(text)}); }

    void take_letter(std::size_t at) {
        if (skip_ > 0) return void(--skip_);
        const char c = code_[at];
        if (c == ',') return void(++commas_);
        const bool digit = c == '0' || c == '#' || c == '?';
        end_commas(digit);
        if (digit) return add(Part::digit, code_.substr(at, 1));
        if (c == '.' && !decimals_) return decimals_ = true, add(Part::point, ".");
        if (c == '%') return ++section_.percents, add(Part::percent, "%");
        if ((c == 'E' || c == 'e') && at + 1 < code_.size() && (code_[at + 1] == '+' || code_[at + 1] == '-'))
            return skip_ = 1, exponent_ = true, add(Part::exponent, "E+");
        if (starts_with_word(code_.substr(at), "general") || c == '@') {
            skip_ = c == '@' ? 0 : 6;
            return add(Part::general, "");
        }
        if (c == '/') section_.known = false;  // a fraction
        add(Part::literal, code_.substr(at, 1));
    }

    // Commas before a digit group the digits by thousands; others divide by a thousand each.
    void end_commas(bool before_digit) {
        if (commas_ > 0 && before_digit && !decimals_)
            section_.grouped = true;
        else
            section_.thousands += static_cast<int>(commas_);
        commas_ = 0;
    }

    void take_bracket(std::string_view inside) {
        if (inside.starts_with('$')) add(Part::literal, inside.substr(1, inside.find('-') - 1));
        if (inside.starts_with('<') || inside.starts_with('>') || inside.starts_with('=') ||
            starts_with_word(inside, "dbnum"))
            section_.known = false;
    }

    std::string_view code_;
    Section section_;
    bool decimals_ = false, exponent_ = false;
    std::size_t skip_ = 0, commas_ = 0;
};

NumberFormat::NumberFormat(int id, std::string_view code) {
    if (code.empty()) {
        const auto found = std::find_if(built_in.begin(), built_in.end(),
                                        [&](const BuiltIn& row) { return row.first <= id && id <= row.last; });
        if (found == built_in.end()) return;
        style_ = found->style;
        code = found->code;
    } else if (starts_with_word(code, "general") && code.size() == 7) {
        return;
    } else if (code == "@") {
        return;
    } else {
        style_ = style_of(sections_of(code).front());
    }
    if (style_ != NumberStyle::number) return;
    for (const auto section : sections_of(code)) sections_.push_back(SectionParser(section).run());
}

const NumberFormat::Section& NumberFormat::section_for(bool negative, bool zero) const {
    const std::size_t numbers = std::min<std::size_t>(sections_.size(), 3);  // the fourth is for text
    if (zero && numbers == 3) return sections_[2];
    return sections_[negative && numbers >= 2 ? 1 : 0];
}

// Fills the placeholders before `point` from the right. The leftmost takes all digits that are left.
void NumberFormat::fill_whole(const Section& section, std::size_t point, std::string digits,
                              std::vector<std::string>& out) {
    digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
    std::size_t first = point;
    for (std::size_t i = 0; i < point; ++i)
        if (section.tokens[i].part == Part::digit) first = std::min(first, i);
    int written = 0;
    const auto put = [&](std::string& to, char digit) {
        if (section.grouped && written > 0 && written % 3 == 0) to.insert(0, 1, ',');
        to.insert(0, 1, digit);
        ++written;
    };
    for (std::size_t i = point; i-- > first;) {
        const Token& token = section.tokens[i];
        if (token.part != Part::digit) continue;
        do {
            if (digits.empty() && token.text == "#") break;
            put(out[i], digits.empty() ? (token.text == "0" ? '0' : ' ') : digits.back());
            if (!digits.empty()) digits.pop_back();
        } while (i == first && !digits.empty());
    }
}

void NumberFormat::fill_decimals(const Section& section, std::size_t point, std::string_view digits,
                                 std::vector<std::string>& out) {
    std::size_t next = 0;
    for (std::size_t i = point; i < section.tokens.size() && next < digits.size(); ++i) {
        const Token& token = section.tokens[i];
        if (token.part != Part::digit) continue;
        const bool idle = digits.find_first_not_of('0', next) == std::string_view::npos;
        if (!idle || token.text == "0") out[i] = digits[next];
        ++next;
    }
}

// Returns whether only placeholders lie between the first and the last: literal text between digits, as in `000-0000`,
// makes no number.
bool NumberFormat::changes_number(const Token& token) {
    constexpr std::string_view digits = "0123456789";
    constexpr std::array<std::string_view, 7> magnitudes{"十", "百", "千", "万", "萬", "亿", "億"};
    return token.part == Part::literal && (token.text.find_first_of(digits) != std::string::npos ||
                                           std::any_of(magnitudes.begin(), magnitudes.end(), [&](std::string_view one) {
                                               return token.text.find(one) != std::string::npos;
                                           }));
}

bool NumberFormat::is_plain(const Section& section) {
    const auto is_digit = [](const Token& t) { return t.part == Part::digit || t.part == Part::point; };
    const auto& tokens = section.tokens;
    const auto first = std::find_if(tokens.begin(), tokens.end(), is_digit);
    const auto last = std::find_if(tokens.rbegin(), tokens.rend(), is_digit).base();
    return section.thousands == 0 && (first >= last || std::all_of(first, last, is_digit));
}

std::string NumberFormat::render(const Section& section, const std::string& value, const std::string& whole,
                                 const std::string& decimals) {
    const auto& tokens = section.tokens;
    std::vector<std::string> out(tokens.size());
    std::size_t point = tokens.size();
    for (std::size_t i = tokens.size(); i-- > 0;) {
        if (tokens[i].part == Part::point) point = i;
        if (tokens[i].part != Part::digit) out[i] = tokens[i].part == Part::general ? value : tokens[i].text;
    }
    fill_whole(section, point, whole, out);
    fill_decimals(section, point, decimals, out);
    return join(out, "");
}

NumberFormat::Shown NumberFormat::show(std::string_view number) const {
    const bool negative = number.starts_with('-') && number.find_first_of("123456789") != std::string_view::npos;
    std::string value(number.substr(number.starts_with('-') ? 1 : 0));
    const bool zero = value.find_first_not_of("0.") == std::string::npos;
    const Section& section = section_for(negative, zero);
    const auto& tokens = section.tokens;
    const auto is = [](Part part) { return [part](const Token& token) { return token.part == part; }; };
    value = moved(value, 2 * section.percents - 3 * section.thousands);
    const auto point = std::find_if(tokens.begin(), tokens.end(), is(Part::point));
    const auto [whole, decimals] =
        rounded(value, static_cast<std::size_t>(std::count_if(point, tokens.end(), is(Part::digit))));
    const bool places_any = std::any_of(
        tokens.begin(), tokens.end(), [](const Token& t) { return t.part == Part::digit || t.part == Part::general; });
    const std::string sign = negative ? "-" : "", percent = section.percents == 1 ? "%" : "";
    Shown shown{.known = section.known && section.percents < 2, .held = sign + value + percent};
    if (section.thousands != 0) shown.held = std::string(number);
    if (std::any_of(tokens.begin(), tokens.end(), is(Part::exponent))) {
        double held = 0;
        std::from_chars(number.data(), number.data() + number.size(), held);
        shown.text = fmt::format("{:.2E}", held);
        shown.plain = shown.held;
        return shown;
    }
    shown.text = std::string(trim((&section == &sections_[0] ? sign : "") + render(section, value, whole, decimals)));
    const auto makes_negative = [&](const Token& t) { return !negative && t.part == Part::literal && t.text == "-"; };
    if (places_any && (std::any_of(tokens.begin(), tokens.end(), changes_number) ||
                       std::any_of(tokens.begin(), tokens.end(), makes_negative)))
        return shown;  // another number than the one held: a field of numbers refuses it
    if (std::any_of(tokens.begin(), tokens.end(), is(Part::general)))
        shown.plain = shown.held;
    else if (is_plain(section) && (places_any || zero))
        shown.plain = sign + without_idle_zeros(whole, decimals) + percent;
    return shown;
}

}  // namespace cpcc::files
