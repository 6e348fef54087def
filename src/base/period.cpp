#include "cpcc/base/period.hpp"

#include "cpcc/base/spoken_dates.hpp"
#include "cpcc/base/suggest.hpp"
#include "cpcc/base/text.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace cpcc {

namespace {

constexpr int months_in(Span span) {
    switch (span) {
        case Span::month: return 1;
        case Span::quarter: return 3;
        case Span::half: return 6;
        case Span::year: return 12;
    }
    return 1;
}

constexpr std::array<std::pair<std::string_view, Span>, 4> spans_by_word{
    {{"month", Span::month}, {"quarter", Span::quarter}, {"half", Span::half}, {"year", Span::year}}};

Error not_a_period(std::string_view text) {
    constexpr std::array<std::string_view, 13> words{
        "today",        "yesterday",    "ytd",       "this-week", "last-week", "this-month", "last-month",
        "this-quarter", "last-quarter", "this-half", "last-half", "this-year", "last-year"};
    return unknown_word(
        say(Words{"“{}”不是有效时段", "\"{}\" is not a period"}, text), text, words,
        say(Words{
            "可填写 2024、2024H1、2024Q3、2024-07、2024-07-15、2024-07-01..2024-09-04、ytd@2024-09-04、last-month 等",
            "use e.g. 2024, 2024H1, 2024Q3, 2024-07, 2024-07-15, 2024-07-01..2024-09-04, ytd@2024-09-04 or "
            "last-month"}));
}

std::optional<Period> relative(std::string_view text, Date today) {
    if (text == "today") return Period{today, today};
    if (text == "yesterday") return Period{today.plus_days(-1), today.plus_days(-1)};
    if (text == "ytd") return Period{Date::of(today.year(), 1, 1), today};
    const bool last = text.starts_with("last-");
    if (!last && !text.starts_with("this-")) return std::nullopt;
    const std::string_view length = text.substr(5);
    if (length == "week") {
        const Date monday = today.plus_days(1 - today.weekday() - (last ? 7 : 0));
        return Period{monday, monday.plus_days(6)};
    }
    for (const auto& [word, span] : spans_by_word)
        if (length == word) {
            const Period current = span_of(span, today);
            return last ? current.previous() : current;
        }
    return std::nullopt;
}

// Parses whole calendar spans: `2024`, `2024H1`, `2024Q3`, `2024-07`.
std::optional<Period> calendar(std::string_view text) {
    const auto year = text.size() >= 4 ? whole_number(text.substr(0, 4)) : std::nullopt;
    if (!year || !Date::valid(static_cast<int>(*year), 1, 1)) return std::nullopt;
    const int y = static_cast<int>(*year);
    if (text.size() == 4) return span_of(Span::year, Date::of(y, 1, 1));
    const std::string_view rest = text.substr(4);
    if (rest.size() == 2 && (rest[0] == 'H' || rest[0] == 'h') && rest[1] >= '1' && rest[1] <= '2')
        return span_of(Span::half, Date::of(y, (rest[1] - '0') * 6, 1));
    if (rest.size() == 2 && (rest[0] == 'Q' || rest[0] == 'q') && rest[1] >= '1' && rest[1] <= '4')
        return span_of(Span::quarter, Date::of(y, (rest[1] - '0') * 3, 1));
    if (rest.size() == 3 && rest[0] == '-')
        if (const auto month = whole_number(rest.substr(1)); month && *month >= 1 && *month <= 12)
            return span_of(Span::month, Date::of(y, static_cast<int>(*month), 1));
    return std::nullopt;
}

}  // namespace

Period span_of(Span span, Date day) {
    const int months = months_in(span);
    const Date first = Date::of(day.year(), (day.month() - 1) / months * months + 1, 1);
    return {first, first.plus_months(months - 1).month_end()};
}

std::string span_name(Span span, Date day) {
    switch (span) {
        case Span::month: return fmt::format("{:04}-{:02}", day.year(), day.month());
        case Span::quarter: return fmt::format("{:04}Q{}", day.year(), (day.month() + 2) / 3);
        case Span::half: return fmt::format("{:04}H{}", day.year(), (day.month() + 5) / 6);
        case Span::year: return fmt::format("{:04}", day.year());
    }
    return {};
}

std::vector<Period> split(const Period& period, Span span) {
    std::vector<Period> pieces;
    for (Date day = period.first; day <= period.last;) {
        const Date end = std::min(span_of(span, day).last, period.last);
        pieces.push_back({day, end});
        day = end.plus_days(1);
    }
    return pieces;
}

Period Period::parse(std::string_view text, Date today) {
    if (const auto period = relative(text, today)) return *period;
    if (const auto period = calendar(text)) return *period;
    if (const auto day = Date::parse(text)) return {*day, *day};
    if (text.starts_with("ytd@"))
        if (const auto day = Date::parse(text.substr(4))) return {Date::of(day->year(), 1, 1), *day};
    if (const auto dots = text.find(".."); dots != std::string_view::npos) {
        const auto first = Date::parse(text.substr(0, dots)), last = Date::parse(text.substr(dots + 2));
        if (first && last && *last < *first)
            throw Error(Exit::usage,
                        say(Words{"时段“{}”的结束日期早于开始日期", "period \"{}\" ends before it begins"}, text),
                        say(Words{"请将较早的日期写在前面", "put the earlier date first"}));
        if (first && last) return {*first, *last};
    }
    const bool ascii =
        std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (const auto period = ascii ? std::nullopt : spoken_period(text, today)) return *period;
    throw not_a_period(text);
}

Period Period::previous() const {
    for (const auto& [word, span] : spans_by_word)
        if (*this == span_of(span, first)) return span_of(span, first.plus_days(-1));
    const Date end = first.plus_days(-1);
    return {end.plus_days(-first.days_until(last)), end};
}

Period Period::last_year() const {
    Date end = last.plus_months(-12);
    if (last == last.month_end()) end = end.month_end();
    return {first == last ? end : first.plus_months(-12), end};
}

std::string Period::text() const {
    if (first == last) return first.iso();
    for (const auto& [word, span] : spans_by_word)
        if (*this == span_of(span, first)) return span_name(span, first);
    if (first == Date::of(last.year(), 1, 1)) return "ytd@" + last.iso();
    return first.iso() + ".." + last.iso();
}

}  // namespace cpcc
