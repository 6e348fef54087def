#include "lenient.hpp"

#include "cpcc/base/text.hpp"

#include <algorithm>

namespace cpcc::records {

namespace {

void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

// Numbers behind one another, `parts` of them, as yyyy-mm(-dd) with leading zeros.
std::string dashed(std::string text, std::size_t parts) {
    for (const std::string_view mark : {"年", "月", "/", "."}) replace_all(text, mark, "-");
    replace_all(text, "日", "");
    if (text.ends_with("-")) text.pop_back();
    std::string strict;
    const auto numbers = cpcc::split(text, "-");
    if (numbers.size() != parts) return text;
    for (const auto number : numbers) {
        if (!strict.empty()) strict += '-';
        if (number.size() == 1) strict += '0';
        strict += number;
    }
    return strict;
}

// Returns 20240902 as 2024-09-02, other texts unchanged.
std::string spaced_out(std::string text) {
    if (text.size() != 8 || text.find_first_not_of("0123456789") != std::string::npos) return text;
    return fmt::format("{}-{}-{}", text.substr(0, 4), text.substr(4, 2), text.substr(6));
}

// Digits, and behind a point some more.
bool is_decimal(std::string_view text) {
    const auto digits = [](std::string_view part) {
        return !part.empty() && part.find_first_not_of("0123456789") == std::string_view::npos;
    };
    const auto point = text.find('.');
    return digits(text.substr(0, point)) && (point == std::string_view::npos || digits(text.substr(point + 1)));
}

// The number without its thousands separators, where these part groups of three.
std::string ungrouped(std::string_view number) {
    const auto groups = cpcc::split(number.substr(0, number.find('.')), ",");
    std::string plain;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        if (groups.size() > 1 && (i == 0 ? groups[i].empty() || groups[i].size() > 3 : groups[i].size() != 3))
            return std::string(number);
        plain += groups[i];
    }
    return plain.append(number.substr(std::min(number.find('.'), number.size())));
}

// The decimal number moved four places: 万 is ten thousand.
std::string times_ten_thousand(const std::string& number) {
    const auto point = number.find('.');
    std::string whole = number.substr(0, point);
    std::string decimals = point == std::string::npos ? "" : number.substr(point + 1);
    if (decimals.size() < 4) decimals.append(4 - decimals.size(), '0');
    whole += decimals.substr(0, 4);
    whole.erase(0, std::min(whole.find_first_not_of('0'), whole.size() - 1));
    const std::string rest = decimals.substr(4);
    return rest.empty() ? whole : whole + "." + rest;
}

std::string plain_amount(const std::string& text) {
    std::string_view number = text;
    if (number.starts_with("¥")) number.remove_prefix(std::string_view("¥").size());
    bool ten_thousands = false;
    for (const std::string_view unit : {"万元", "万", "元"})
        if (number.ends_with(unit)) {
            ten_thousands = unit != "元";
            number.remove_suffix(unit.size());
            break;
        }
    const std::string plain = ungrouped(trim(number));
    if (!is_decimal(plain)) return text;
    return ten_thousands ? times_ten_thousand(plain) : plain;
}

}  // namespace

std::string as_strict(Type type, std::string_view cell) {
    const std::string text = half_width(cell);
    switch (type) {
        case Type::date: return dashed(spaced_out(text), 3);
        case Type::month: return dashed(text, 2);
        case Type::money: return plain_amount(text);
        case Type::count:
        case Type::number:
        case Type::percent: return ungrouped(text);
        default: return text;
    }
}

}  // namespace cpcc::records
