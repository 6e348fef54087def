#include "cpcc/base/spreadsheet.hpp"

#include "cpcc/base/text.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace cpcc {

namespace {

constexpr std::string_view digits = "0123456789";

// Returns whether numbers of at most four digits with `-` or `/` between them can be a date.
bool may_be_date(std::string_view text) {
    std::size_t parts = 0;
    for (;;) {
        const std::size_t length = std::min(text.find_first_of("-/"), text.size());
        if (length == 0 || length > 4) return false;
        ++parts;
        if (length == text.size()) return parts == 2 || parts == 3;
        text.remove_prefix(length + 1);
    }
}

// Returns whether the only word of the text, in lower case, is the name of a month, and numbers surround it.
bool may_be_month(std::string_view text) {
    constexpr std::array<std::string_view, 14> words{"january",  "february", "march",  "april",     "may",
                                                     "june",     "july",     "august", "september", "october",
                                                     "november", "december", "am",     "pm"};
    const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
    const auto start = std::find_if(text.begin(), text.end(), is_letter);
    const auto end = std::find_if_not(start, text.end(), is_letter);
    const std::string_view word =
        text.substr(static_cast<std::size_t>(start - text.begin()), static_cast<std::size_t>(end - start));
    std::string rest(text.begin(), start);
    rest.append(end, text.end());
    return rest.find_first_not_of("0123456789-/:,. ") == std::string::npos &&
           std::any_of(words.begin(), words.end(), [&](std::string_view known) {
               return known == word || (word.size() >= 3 && known.starts_with(word)) || word == "sept";
           });
}

}  // namespace

bool spreadsheet_alters(std::string_view text) {
    constexpr std::size_t longest = 40, digits_shown = 11;
    if (text.empty() || text.size() > longest) return false;
    std::string plain = text.find("\xEF\xBC") == std::string_view::npos ? std::string(text) : half_width(text);
    std::transform(plain.begin(), plain.end(), plain.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    if (plain == "true" || plain == "false") return true;
    if (plain.find_first_of(digits) == std::string::npos) return false;
    if (plain.find_first_not_of(digits) == std::string::npos)
        return plain != text || plain.size() > digits_shown || (plain.size() > 1 && plain.front() == '0');
    if (plain.find_first_not_of("0123456789-/") == std::string::npos) return may_be_date(plain);
    if (std::string_view("0123456789.($").find(plain.front()) != std::string_view::npos &&
        plain.find_first_not_of("0123456789.,:/-+%e()$ ") == std::string::npos)
        return true;
    return may_be_month(plain);
}

bool is_spreadsheet_error(std::string_view text) {
    constexpr std::array<std::string_view, 9> errors{"#N/A",  "#REF!",  "#DIV/0!", "#VALUE!", "#NAME?",
                                                     "#NUM!", "#NULL!", "#SPILL!", "#CALC!"};
    if (!text.starts_with('#')) return false;
    if (text.size() > 2 && text.find_first_not_of('#') == std::string_view::npos) return true;
    return std::find(errors.begin(), errors.end(), text) != errors.end();
}

bool is_scientific(std::string_view text) {
    if (text.empty() || ((text.front() < '0' || text.front() > '9') && text.front() != '.')) return false;
    const auto e = text.find_first_of("eE");
    if (e == std::string_view::npos || e == 0 || e + 2 >= text.size() || text[e + 1] != '+') return false;
    return text.substr(0, e).find_first_not_of("0123456789.") == std::string_view::npos &&
           text.substr(e + 2).find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace cpcc
