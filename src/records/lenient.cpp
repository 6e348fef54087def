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

// The decimal number moved four places: 万 is ten thousand.
std::string times_ten_thousand(const std::string& text) {
    const auto point = text.find('.');
    std::string whole = text.substr(0, point);
    std::string decimals = point == std::string::npos ? "" : text.substr(point + 1);
    if (decimals.size() < 4) decimals.append(4 - decimals.size(), '0');
    whole += decimals.substr(0, 4);
    whole.erase(0, std::min(whole.find_first_not_of('0'), whole.size() - 1));
    const std::string rest = decimals.substr(4);
    return rest.empty() ? whole : whole + "." + rest;
}

std::string plain_number(std::string text, bool money) {
    replace_all(text, ",", "");
    replace_all(text, " ", "");
    if (!money) return text;
    replace_all(text, "¥", "");
    bool ten_thousands = false;
    for (const std::string_view unit : {"万元", "万", "元"})
        if (text.ends_with(unit)) {
            ten_thousands = unit != "元";
            text.resize(text.size() - unit.size());
            break;
        }
    return ten_thousands ? times_ten_thousand(text) : text;
}

}  // namespace

std::string as_strict(Type type, std::string_view cell) {
    const std::string text = half_width(cell);
    switch (type) {
        case Type::date: return dashed(text, 3);
        case Type::month: return dashed(text, 2);
        case Type::money: return plain_number(text, true);
        case Type::count:
        case Type::percent: return plain_number(text, false);
        default: return text;
    }
}

}  // namespace cpcc::records
