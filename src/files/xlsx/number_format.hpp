// Number formats of a workbook: what a cell shows for the number that it holds (ECMA-376 part 1, 18.8.30 and 18.8.31).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cpcc::files {

// The meaning of a cell's number, as its number format implies it. `day` is a date that shows no year, `month` one that
// shows no day, and `month_or_day` one that shows none in some languages. `elapsed` counts hours beyond a day.
enum class NumberStyle : std::uint8_t {
    general,
    number,
    date,
    day,
    month,
    year,
    month_or_day,
    time,
    date_time,
    elapsed
};

class NumberFormat {
public:
    NumberFormat() = default;
    // `code` is empty for a built-in format.
    NumberFormat(int id, std::string_view code);

    NumberStyle style() const noexcept { return style_; }

    struct Shown {
        bool known = true;      // whether the format could be evaluated
        std::string text = {};  // as the cell shows it, without blanks at its ends
        std::string plain =
            {};                 // the number shown, without literal text and separators; empty: it shows no such number
        std::string held = {};  // the number held, in per cent if it is shown so
    };
    // Formats a plain decimal number such as "-1234.5". Precondition: the style is `number`.
    Shown show(std::string_view number) const;

private:
    enum class Part : std::uint8_t { literal, digit, point, percent, exponent, general };
    struct Token {
        Part part;
        std::string text;  // a literal, or the placeholder `0`, `#` or `?`
    };
    struct Section {
        std::vector<Token> tokens;
        int percents = 0;
        int thousands = 0;  // commas behind the digits, each of which divides by 1000
        bool grouped = false;
        bool known = true;
    };
    class SectionParser;
    const Section& section_for(bool negative, bool zero) const;
    // Whether the text of a literal makes another number of the digits: 0"万元", 0"0".
    static bool changes_number(const Token&);
    static bool is_plain(const Section&);
    static std::string render(const Section&, const std::string& value, const std::string& whole,
                              const std::string& decimals);
    static void fill_whole(const Section&, std::size_t point, std::string digits, std::vector<std::string>& out);
    static void fill_decimals(const Section&, std::size_t point, std::string_view digits,
                              std::vector<std::string>& out);

    NumberStyle style_ = NumberStyle::general;
    std::vector<Section> sections_;
};

// Returns a number as a spreadsheet keeps it: rounded to 15 digits and without an exponent. Integers and other texts
// stay unchanged.
std::string plain_number(std::string_view number);

// Returns whether the text is a plain integer or decimal of more than 15 digits before the point.
bool is_long_number(std::string_view plain) noexcept;

}  // namespace cpcc::files
