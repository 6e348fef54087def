// The form in which somebody writes dates, such as D/M/YYYY.
#pragma once

#include "cpcc/base/date.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cpcc {

class DateForm {
public:
    // Parses a form: YYYY or YY (a year from 2000 on), M or MM, D or DD, and signs between them, as in `D/M/YYYY`,
    // `YYYY年M月D日` and `YYYYMMDD`. The year may be missing. Returns nothing for another text, and for a form that
    // begins with the year and goes on with the day.
    static std::optional<DateForm> parse(std::string_view form);

    // Returns the date of a text in this form; a leading zero may be missing between signs. `year` is the year of a
    // form without one; 0: there is none, and no text is a date.
    std::optional<Date> read(std::string_view text, int year = 0) const;

    bool has_year() const noexcept;
    const std::string& text() const noexcept { return text_; }  // as it was given
    bool operator==(const DateForm& other) const noexcept { return text_ == other.text_; }

private:
    struct Part {
        char letter;          // Y, M or D; 0: `sign` itself
        std::size_t letters;  // number of letters in the form
        std::string sign = {};
        bool joined = false;  // no sign separates it from another number
    };
    bool is_sound() const;

    std::string text_;
    std::vector<Part> parts_;
};

}  // namespace cpcc
