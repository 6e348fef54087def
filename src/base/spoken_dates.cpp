#include "cpcc/base/spoken_dates.hpp"

#include "cpcc/base/text.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>
#include <vector>

namespace cpcc {

namespace {

// Removes the beginning or the end of the text if it is this word. Returns whether it did.
bool take_front(std::string_view& text, std::string_view word) {
    if (!text.starts_with(word)) return false;
    text.remove_prefix(word.size());
    return true;
}

bool take_back(std::string_view& text, std::string_view word) {
    if (!text.ends_with(word)) return false;
    text.remove_suffix(word.size());
    return true;
}

// Reads 1 to 99 in digits, or 一 to 十二.
std::optional<int> small_number(std::string_view text) {
    constexpr std::array<std::string_view, 12> numerals{"一", "二", "三", "四", "五",   "六",
                                                        "七", "八", "九", "十", "十一", "十二"};
    for (std::size_t i = 0; i < numerals.size(); ++i)
        if (text == numerals[i]) return static_cast<int>(i + 1);
    const auto number = text.size() <= 2 ? whole_number(text) : std::nullopt;
    return number && *number > 0 ? std::optional(static_cast<int>(*number)) : std::nullopt;
}

// Removes a year at the beginning: 2024年, 今年, 去年. Returns nothing if there is none.
std::optional<int> take_year(std::string_view& text, Date today) {
    constexpr std::array<std::pair<std::string_view, int>, 5> words{
        {{"今年", 0}, {"本年", 0}, {"去年", 1}, {"上年", 1}, {"前年", 2}}};
    for (const auto& [word, before] : words)
        if (take_front(text, word)) return today.year() - before;
    constexpr std::string_view sign = "年";
    const auto year =
        text.size() >= 7 && text.substr(4).starts_with(sign) ? whole_number(text.substr(0, 4)) : std::nullopt;
    if (!year || !Date::valid(static_cast<int>(*year), 1, 1)) return std::nullopt;
    text.remove_prefix(4 + sign.size());
    return static_cast<int>(*year);
}

std::optional<Date> date_of(std::optional<long long> year, std::optional<int> month, std::optional<int> day) {
    if (!year || !month || !day || !Date::valid(static_cast<int>(*year), *month, *day)) return std::nullopt;
    return Date::of(static_cast<int>(*year), *month, *day);
}

std::optional<Date> named_day(std::string_view text, Date today) {
    constexpr std::array<std::pair<std::string_view, int>, 9> words{{{"today", 0},
                                                                     {"今天", 0},
                                                                     {"今日", 0},
                                                                     {"yesterday", -1},
                                                                     {"昨天", -1},
                                                                     {"昨日", -1},
                                                                     {"前天", -2},
                                                                     {"tomorrow", 1},
                                                                     {"明天", 1}}};
    for (const auto& [word, days] : words)
        if (text == word) return today.plus_days(days);
    return std::nullopt;
}

// Reads 8月25日, with the year before it if there is one.
std::optional<Date> chinese_day(std::string_view text, Date today) {
    const int year = take_year(text, today).value_or(today.year());
    if (!take_back(text, "日") && !take_back(text, "号")) return std::nullopt;
    constexpr std::string_view sign = "月";
    const auto month = text.find(sign);
    if (month == std::string_view::npos) return std::nullopt;
    return date_of(year, small_number(text.substr(0, month)), small_number(text.substr(month + sign.size())));
}

// Reads numbers between the same signs: 2024/8/25, 8-25.
std::optional<Date> parted_day(std::string_view text, Date today) {
    for (const std::string_view sign : {"-", "/", "."}) {
        const auto parts = split(text, sign);
        if (parts.size() == 3 && parts[0].size() == 4)
            return date_of(whole_number(parts[0]), small_number(parts[1]), small_number(parts[2]));
        if (parts.size() == 2 && sign != ".")
            return date_of(today.year(), small_number(parts[0]), small_number(parts[1]));
    }
    return std::nullopt;
}

Period month_span(int year, int first, int last) {
    return {Date::of(year, first, 1), Date::of(year, last, 1).month_end()};
}

// Reads a part of a year: 上半年, 第三季度, 前三季度, 8月, 1-8月; nothing stands for the whole year.
std::optional<Period> part_of_year(std::string_view text, int year) {
    if (text.empty() || text == "全年") return month_span(year, 1, 12);
    if (text == "上半年") return month_span(year, 1, 6);
    if (text == "下半年") return month_span(year, 7, 12);
    if (take_back(text, "季度")) {
        const bool since_january = take_front(text, "前");
        if (!since_january) take_front(text, "第");
        const auto quarter = small_number(text);
        if (!quarter || *quarter > 4) return std::nullopt;
        return month_span(year, since_january ? 1 : *quarter * 3 - 2, *quarter * 3);
    }
    if (!take_back(text, "月")) return std::nullopt;
    std::string_view first = text, last = text;
    for (const std::string_view sign : {"-", "—", "–", "至", "到", "~", "～", "月-", "月—", "月至", "月到"})
        if (const auto at = text.find(sign); at != std::string_view::npos) {
            first = text.substr(0, at);
            last = text.substr(at + sign.size());
        }
    const auto from = small_number(first), to = small_number(last);
    if (!from || !to || *from > *to || *to > 12) return std::nullopt;
    return month_span(year, *from, *to);
}

std::optional<Period> named_period(std::string_view text, Date today) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 17> words{{{"本周", "this-week"},
                                                                                   {"这周", "this-week"},
                                                                                   {"上周", "last-week"},
                                                                                   {"本月", "this-month"},
                                                                                   {"当月", "this-month"},
                                                                                   {"上月", "last-month"},
                                                                                   {"上个月", "last-month"},
                                                                                   {"本季", "this-quarter"},
                                                                                   {"本季度", "this-quarter"},
                                                                                   {"上季", "last-quarter"},
                                                                                   {"上季度", "last-quarter"},
                                                                                   {"本半年", "this-half"},
                                                                                   {"上个半年", "last-half"},
                                                                                   {"今年以来", "ytd"},
                                                                                   {"年初以来", "ytd"},
                                                                                   {"今年至今", "ytd"},
                                                                                   {"本年以来", "ytd"}}};
    for (const auto& [word, id] : words)
        if (text == word) return Period::parse(id, today);
    return std::nullopt;
}

// Reads 7月1日至9月4日; the second day is in the year of the first unless it has its own.
std::optional<Period> span_of_days(std::string_view text, Date today) {
    for (const std::string_view sign : {"至", "到", "—", "–", "-"}) {
        const auto at = text.find(sign);
        if (at == std::string_view::npos) continue;
        const auto first = chinese_day(text.substr(0, at), today);
        if (!first) continue;
        const auto last = chinese_day(text.substr(at + sign.size()), Date::of(first->year(), 1, 1));
        if (last && *first <= *last) return Period{*first, *last};
    }
    return std::nullopt;
}

}  // namespace

std::optional<Date> spoken_day(std::string_view text, Date today) {
    const std::string plain = half_width(trim(text));
    std::string_view day = plain;
    if (const auto exact = Date::parse(day)) return exact;
    if (const auto named = named_day(day, today)) return named;
    constexpr std::size_t most_digits = 3;
    if (day.size() >= 2 && day.size() <= most_digits + 1 && day.starts_with('-'))
        if (const auto days = whole_number(day.substr(1))) return today.plus_days(-static_cast<int>(*days));
    if (day.size() == 8 && whole_number(day))
        return Date::parse(fmt::format("{}-{}-{}", day.substr(0, 4), day.substr(4, 2), day.substr(6)));
    if (const auto chinese = chinese_day(day, today)) return chinese;
    return parted_day(day, today);
}

std::optional<std::string> spoken_month(std::string_view text, Date today) {
    const std::string plain = half_width(trim(text));
    const auto written = [](Date day) { return fmt::format("{:04}-{:02}", day.year(), day.month()); };
    if (plain == "本月" || plain == "当月") return written(today);
    if (plain == "上月") return written(today.plus_months(-1));
    if (plain == "下月") return written(today.plus_months(1));
    std::string_view rest = plain;
    const auto year = take_year(rest, today);
    if (take_back(rest, "月")) {
        const auto day = date_of(year.value_or(today.year()), small_number(rest), 1);
        return day ? std::optional(written(*day)) : std::nullopt;
    }
    for (const std::string_view sign : {"-", "/", "."})
        if (const auto parts = split(plain, sign); parts.size() == 2 && parts[0].size() == 4)
            if (const auto day = date_of(whole_number(parts[0]), small_number(parts[1]), 1)) return written(*day);
    return std::nullopt;
}

std::optional<Period> spoken_period(std::string_view text, Date today) {
    const std::string plain = half_width(trim(text));
    if (const auto named = named_period(plain, today)) return named;
    if (const auto day = named_day(plain, today)) return Period{*day, *day};
    if (const auto day = chinese_day(plain, today)) return Period{*day, *day};
    if (const auto days = span_of_days(plain, today)) return days;
    std::string_view rest = plain;
    const auto year = take_year(rest, today);
    if (!year && rest.empty()) return std::nullopt;
    return part_of_year(rest, year.value_or(today.year()));
}

}  // namespace cpcc
