#include "strict_form.hpp"

#include "cpcc/base/folding.hpp"
#include "cpcc/base/spoken_dates.hpp"
#include "cpcc/base/text.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace cpcc::records {

namespace {

void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

// Numbers behind one another, `parts` of them, as yyyy-mm(-dd) with leading zeros. One that is missing is the year.
std::string dashed(std::string text, std::size_t parts, int year) {
    for (const std::string_view mark : {"年", "月", "/", "."}) replace_all(text, mark, "-");
    for (const std::string_view mark : {"日", "号", "份", " "}) replace_all(text, mark, "");
    if (text.ends_with("-")) text.pop_back();
    auto numbers = cpcc::split(text, "-");
    const std::string missing = std::to_string(year);
    if (year != 0 && numbers.size() + 1 == parts) numbers.insert(numbers.begin(), missing);
    std::string strict;
    if (numbers.size() != parts) return text;
    for (const auto number : numbers) {
        if (!strict.empty()) strict += '-';
        if (number.size() == 1) strict += '0';
        strict += number;
    }
    return strict;
}

bool is_digits(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// Returns 20240902 as 2024-09-02 and 202409 as 2024-09, other texts unchanged.
std::string spaced_out(std::string text) {
    if (!is_digits(text) || (text.size() != 8 && text.size() != 6)) return text;
    const std::string month = fmt::format("{}-{}", text.substr(0, 4), text.substr(4, 2));
    return text.size() == 6 ? month : month + "-" + text.substr(6);
}

// Returns the text without a time of day and a weekday behind a date.
std::string without_time(std::string text) {
    for (const std::string_view day : {"星期", "周", "(", "上午", "下午"})
        if (const auto at = text.find(day); at != std::string::npos && at >= 4) text.erase(at);
    const auto colon = text.find(':');
    if (colon != std::string::npos) {
        const auto start = text.find_last_of(" T日号", colon);
        if (start == std::string::npos) return text;
        const bool letter = text[start] == ' ' || text[start] == 'T';
        text.erase(letter ? start : start + 1);
    }
    return std::string(trim(text));
}

// Returns whether the text ends with months, so that it is no day: 2024年1-6月.
bool ends_with_month(const std::string& text) { return text.ends_with("月") || text.ends_with("月份"); }

std::string strict_date(const std::string& text, int year) {
    const std::string day = without_time(text);
    if (ends_with_month(day)) return text;
    const std::string spaced = day.size() == 8 ? spaced_out(day) : day;
    const bool has_marks = spaced.find("月") != std::string::npos || spaced.size() >= 8;
    return dashed(spaced, 3, has_marks ? year : 0);
}

std::string strict_month(const std::string& text, int year) {
    const bool has_mark = text.find("月") != std::string::npos;
    return dashed(text.size() == 6 ? spaced_out(text) : text, 2, has_mark ? year : 0);
}

// Returns 2024年上半年 as 2024H1, 2024年第三季度 as 2024Q3, 2024年7月 as 2024-07, a range of days with `..`.
std::string strict_period(std::string text, int year) {
    replace_all(text, " ", "");
    const int known_year = text.find("年") == std::string::npos ? year : 1;  // the text names its own
    const bool is_absolute = !text.empty() && is_digits(text.substr(0, 1));  // not 本月
    if (known_year != 0 && is_absolute)
        if (const auto period = spoken_period(text, Date::of(known_year, 1, 1))) return period->text();
    for (const std::string_view range : {"~", "至", "到", "—"})
        if (const auto at = text.find(range); at != std::string::npos)
            return strict_date(text.substr(0, at), year) + ".." + strict_date(text.substr(at + range.size()), year);
    struct Part {
        std::string_view words, id;
    };
    constexpr std::array<Part, 14> parts{{{"上半年", "H1"},
                                          {"下半年", "H2"},
                                          {"第一季度", "Q1"},
                                          {"第二季度", "Q2"},
                                          {"第三季度", "Q3"},
                                          {"第四季度", "Q4"},
                                          {"一季度", "Q1"},
                                          {"二季度", "Q2"},
                                          {"三季度", "Q3"},
                                          {"四季度", "Q4"},
                                          {"1季度", "Q1"},
                                          {"2季度", "Q2"},
                                          {"3季度", "Q3"},
                                          {"4季度", "Q4"}}};
    for (const Part& part : parts)
        if (text.ends_with(part.words)) {
            std::string before = text.substr(0, text.size() - part.words.size());
            replace_all(before, "年", "");
            if (before.empty() && year != 0) before = std::to_string(year);
            return before + std::string(part.id);
        }
    for (const char letter : {'Q', 'H', 'q', 'h'}) {
        const std::string dash = std::string("-") + letter;
        replace_all(text, dash, dash.substr(1));
    }
    if (text.ends_with("年")) return text.substr(0, text.size() - std::string_view("年").size());
    if (text.find_first_of("QHqh") != std::string::npos || is_digits(text)) return spaced_out(text);
    const std::string day = strict_date(text, year), month = strict_month(text, year);
    return month.size() == 7 ? month : day;
}

// Digits, and behind a point some more.
bool is_decimal(std::string_view text) {
    const auto point = text.find('.');
    return is_digits(text.substr(0, point)) && (point == std::string_view::npos || is_digits(text.substr(point + 1)));
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

// Removes the first of these from the end of the text, and returns it; empty: the text ends with none.
std::string_view take_suffix(std::string_view& text, std::span<const std::string_view> suffixes) {
    for (const std::string_view suffix : suffixes)
        if (text.ends_with(suffix)) {
            text.remove_suffix(suffix.size());
            text = trim(text);
            return suffix;
        }
    return {};
}

std::string plain_amount(const std::string& text) {
    constexpr std::array<std::string_view, 4> units{"元整", "圆", "元", "块"};
    std::string_view number = text;
    for (const std::string_view sign : {"¥", "人民币", "RMB", "CNY"})
        if (number.starts_with(sign)) number = trim(number.substr(sign.size()));
    take_suffix(number, units);
    constexpr std::array<std::string_view, 1> scales{"万"};
    const bool ten_thousands = !take_suffix(number, scales).empty();
    const std::string plain = ungrouped(number);
    if (!is_decimal(plain)) return text;
    return ten_thousands ? shifted(plain, 4) : plain;
}

// Returns 60 for "60人", and 14 for "14.0".
std::string plain_count(const std::string& text, Type type) {
    constexpr std::array<std::string_view, 13> units{"人次", "人", "名", "个", "场", "次", "件",
                                                     "条",   "户", "家", "份", "项", "篇"};
    constexpr std::array<std::string_view, 3> percents{"%", "分", "percent"};
    std::string_view number = text;
    if (type == Type::percent)
        take_suffix(number, percents);
    else
        take_suffix(number, units);
    std::string plain = ungrouped(number);
    if (!is_decimal(plain)) return text;
    const auto point = plain.find('.');
    if (type != Type::number && point != std::string::npos &&
        plain.find_first_not_of('0', point + 1) == std::string::npos)
        plain.erase(point);
    return plain;
}

std::string plain_yesno(const std::string& text) {
    constexpr std::array<std::string_view, 10> yes{"√", "✓", "✔", "☑", "true", "yes", "y", "1", "是", "有"};
    constexpr std::array<std::string_view, 10> no{"×", "✗", "✘", "☐", "false", "no", "n", "0", "否", "无"};
    const std::string word = folded(text);
    if (std::find(yes.begin(), yes.end(), word) != yes.end()) return "yes";
    return std::find(no.begin(), no.end(), word) != no.end() ? "no" : text;
}

// Returns the first of several phones, with an area code and an extension behind dashes.
std::string plain_phone(std::string text) {
    const auto start = text.find_first_of("0123456789(+*");
    if (start == std::string::npos) return text;
    text.erase(0, start);
    for (const std::string_view extension : {"转分机", "转", "分机", "ext.", "ext"}) replace_all(text, extension, "-");
    for (const std::string_view end : {"/", ";", ",", "、", "\n", "\r", "或", "|"})
        text.erase(std::min(text.find(end), text.size()));
    if (text.starts_with('(')) {
        text.erase(0, 1);
        replace_all(text, ")", "-");
    }
    for (const std::string_view dash : {"—", "–", "―", "--", " -", "- "}) replace_all(text, dash, "-");
    const auto blank = text.find(' ');
    if (blank != std::string::npos && blank >= 7 && text.size() - blank > 7) text.erase(blank);  // two numbers
    return std::string(trim(text));
}

}  // namespace

std::string shifted(std::string_view number, int places) {
    if (places == 0 || !is_decimal(number)) return std::string(number);
    const auto point = number.find('.');
    const auto moved = static_cast<std::size_t>(places);
    std::string whole(number.substr(0, point));
    std::string decimals(point == std::string_view::npos ? std::string_view() : number.substr(point + 1));
    if (decimals.size() < moved) decimals.append(moved - decimals.size(), '0');
    whole += decimals.substr(0, moved);
    whole.erase(0, std::min(whole.find_first_not_of('0'), whole.size() - 1));
    std::string rest = decimals.substr(moved);
    rest.erase(rest.find_last_not_of('0') + 1);
    return rest.empty() ? whole : whole + "." + rest;
}

std::string plain_list(const Field& field, std::string_view cell) {
    std::string text(trim(half_width(cell)));
    for (const std::string_view line : {"\r\n", "\n", "\r", "/", "|"}) replace_all(text, line, ";");
    for (auto open = text.find('('); open != std::string::npos; open = text.find('(', open + 1)) {
        const auto close = text.find(')', open);
        if (close == std::string::npos) break;
        if (!find_choice(field.choices, trim(std::string_view(text).substr(open + 1, close - open - 1)))) continue;
        text.erase(close, 1);
        text[open] = ':';
    }
    const auto parts = cpcc::split(text, " ");
    const bool codes = parts.size() > 1 && std::all_of(parts.begin(), parts.end(), [](std::string_view part) {
                           const bool digit = part.find_first_of("0123456789") != std::string_view::npos;
                           return part.empty() || (digit && is_code(part));
                       });
    if (codes) replace_all(text, " ", ";");
    return text;
}

bool is_empty_mark(Type type, std::string_view cell) {
    constexpr std::array<std::string_view, 13> marks{"无", "暂无", "没有", "空", "/", "\\", "-",
                                                     "--", "—",    "——",   "–",  "―", "n/a"};
    const std::string text = folded(cell);
    if (type == Type::text || type == Type::texts || (type == Type::yesno && text == "无")) return false;
    return std::find(marks.begin(), marks.end(), text) != marks.end();
}

std::string as_strict(Type type, std::string_view cell, int year) {
    const std::string text(trim(half_width(cell)));
    switch (type) {
        case Type::date: return strict_date(text, year);
        case Type::month: return strict_month(text, year);
        case Type::period: return strict_period(text, year);
        case Type::money: return plain_amount(text);
        case Type::count:
        case Type::number:
        case Type::percent: return plain_count(text, type);
        case Type::yesno: return plain_yesno(text);
        case Type::phone: return plain_phone(text);
        default: return text;
    }
}

}  // namespace cpcc::records
