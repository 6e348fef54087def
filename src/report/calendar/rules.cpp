// Computes the days of a rule, and describes the rule in words. Knows no records.
#include "cpcc/report/calendar.hpp"

#include "cpcc/base/text.hpp"

#include <algorithm>
#include <array>

namespace cpcc::report {

namespace {

using records::Choice;

constexpr std::array weekday_words{
    Choice{"monday", {"星期一", "Monday"}},       Choice{"tuesday", {"星期二", "Tuesday"}},
    Choice{"wednesday", {"星期三", "Wednesday"}}, Choice{"thursday", {"星期四", "Thursday"}},
    Choice{"friday", {"星期五", "Friday"}},       Choice{"saturday", {"星期六", "Saturday"}},
    Choice{"sunday", {"星期日", "Sunday"}}};
constexpr std::array week_words{Choice{"first", {"第一个", "first"}}, Choice{"second", {"第二个", "second"}},
                                Choice{"third", {"第三个", "third"}}, Choice{"fourth", {"第四个", "fourth"}},
                                Choice{"last", {"最后一个", "last"}}};
constexpr std::array move_words{Choice{"none", {"不调整", "not moved"}},
                                Choice{"next", {"遇休息日顺延", "moved to the next working day"}},
                                Choice{"previous", {"遇休息日提前", "moved to the previous working day"}}};

std::string_view word(std::span<const Choice> choices, int number) {
    return choices[static_cast<std::size_t>(number - 1)].label.get();
}

Date of_week(Date month, int weekday, int week) {
    if (week == static_cast<int>(Week::last)) {
        const Date end = month.month_end();
        return end.plus_days(-((end.weekday() - weekday + 7) % 7));
    }
    return month.plus_days((weekday - month.weekday() + 7) % 7 + 7 * (week - 1));
}

Date day_of(const CalendarRule& rule, Date month) {
    if (rule.weekday != 0) return of_week(month, rule.weekday, rule.week);
    return Date::of(month.year(), month.month(), std::min(rule.day, month.month_end().day()));
}

std::optional<Date> moved(const CalendarRule& rule, const Workdays& workdays, Date day) {
    if (rule.move == Move::none || workdays.worked(day)) return std::nullopt;
    while (!workdays.worked(day)) day = day.plus_days(rule.move == Move::next ? 1 : -1);
    return day;
}

}  // namespace

std::span<const Choice> weekdays() { return weekday_words; }
std::span<const Choice> weeks() { return week_words; }
std::span<const Choice> moves() { return move_words; }

std::vector<PlannedDay> planned_days(const CalendarRule& rule, const Workdays& workdays, const Period& period) {
    const Period whole{rule.since.value_or(Date::of(1900, 1, 1)), rule.until.value_or(Date::of(9999, 12, 31))};
    std::vector<PlannedDay> days;
    for (const Period& piece :
         split({std::max(period.first, whole.first), std::min(period.last, whole.last)}, Span::month)) {
        const Period month = span_of(Span::month, piece.first);
        if (!rule.months.empty() && !rule.months.contains(month.first.month())) continue;
        if (rule.season()) {
            days.push_back(
                {month.first, {std::max(month.first, whole.first), std::min(month.last, whole.last)}, std::nullopt});
        } else if (const Date day = day_of(rule, month.first); piece.contains(day)) {
            days.push_back({month.first, {day, day}, moved(rule, workdays, day)});
        }
    }
    return days;
}

std::string describe(const CalendarRule& rule) {
    std::vector<std::string> numbers;
    for (const int month : rule.months) numbers.push_back(std::to_string(month));
    const std::string months =
        numbers.empty() ? say(Words{"每月", "every month"}) : say(Words{"{}月", "months {}"}, listed(numbers));
    std::vector<std::string> parts;
    if (rule.season())
        parts.push_back(say(Words{"{}，各月至少开展一次活动", "{}, with at least one session each"}, months));
    else if (rule.weekday != 0)
        parts.push_back(say(Words{"{0}{1}{2}", "{1} {2} of {0}"}, months, word(week_words, rule.week),
                            word(weekday_words, rule.weekday)));
    else
        parts.push_back(say(Words{"{0}{1}日", "day {1} of {0}"}, months, rule.day));
    if (rule.move != Move::none) parts.emplace_back(word(move_words, static_cast<int>(rule.move)));
    if (rule.session_kind != 0)
        parts.push_back(say(Words{"仅统计{}", "only sessions of kind {}"},
                            word(records::kind("session").at("kind").choices, rule.session_kind)));
    if (rule.since) parts.push_back(say(Words{"自 {} 起", "from {}"}, rule.since->iso()));
    if (rule.until) parts.push_back(say(Words{"至 {} 止", "until {}"}, rule.until->iso()));
    return join(parts, say(Words{"，", ", "}));
}

}  // namespace cpcc::report
