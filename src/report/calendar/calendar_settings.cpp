#include "cpcc/report/calendar_settings.hpp"

#include "cpcc/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cpcc::report {

namespace {

std::string made_name(const CalendarRule& rule) {
    std::vector<std::string> parts;
    for (const std::string& code : {rule.area, rule.sector})
        if (!code.empty()) parts.push_back(code);
    if (rule.weekday != 0) {
        const auto id = [](auto words, int number) { return words[static_cast<std::size_t>(number - 1)].id; };
        parts.push_back(fmt::format("{}-{}", id(weeks(), rule.week), id(weekdays(), rule.weekday)));
    }
    if (rule.day != 0) parts.push_back(fmt::format("day-{}", rule.day));
    if (!rule.months.empty()) parts.push_back(fmt::format("months-{}", fmt::join(rule.months, "-")));
    return join(parts, "-");
}

void check_day(const CalendarRule& rule) {
    if (rule.day != 0 && rule.weekday != 0)
        throw SettingFault{"weekday",
                           say(Words{"日历规则的 day 和 weekday 只能写一个", "a calendar rule has a day or a weekday, not both"}),
                           say(Words{"去掉其中之一", "leave one of them out"})};
    if ((rule.weekday != 0) != (rule.week != 0))
        throw SettingFault{rule.week ? "which" : "weekday",
                           say(Words{"日历规则的 weekday 和 which 要一起写", "weekday and which of a calendar rule go together"}),
                           say(Words{"如 weekday = \"thursday\"，which = \"last\"", "as weekday = \"thursday\", which = \"last\""})};
    if (rule.season() && rule.months.empty())
        throw SettingFault{"rule", say(Words{"日历规则没有说哪一天", "a calendar rule says no day"}),
                           say(Words{"写 day，或 weekday 和 which，或 months", "write day, or weekday and which, or months"})};
}

void check_rule(const CalendarRule& rule) {
    check_day(rule);
    if (rule.season() && rule.move != Move::none)
        throw SettingFault{"move",
                           say(Words{"只有 months 的日历规则没有可调整的日子", "a calendar rule of months alone has no day to move"}),
                           say(Words{"去掉 move", "leave move out"})};
    if (rule.since && rule.until && *rule.until < *rule.since)
        throw SettingFault{"until",
                           say(Words{"日历规则的 until {} 早于 since {}", "until {} of a calendar rule is before since {}"},
                               rule.until->iso(), rule.since->iso()),
                           say(Words{"改正其中之一", "mend one of them"})};
}

}  // namespace

void add_rule(Calendar& calendar, CalendarRule rule) {
    check_rule(rule);
    if (rule.name.empty()) rule.name = made_name(rule);
    const auto same_name = [&](const CalendarRule& other) { return other.name == rule.name; };
    if (std::any_of(calendar.rules.begin(), calendar.rules.end(), same_name))
        throw SettingFault{"", say(Words{"有两条日历规则叫“{}”", "two calendar rules are called \"{}\""}, rule.name),
                           say(Words{"用 name 各起一个名称", "give each a name of its own with `name`"})};
    calendar.rules.push_back(std::move(rule));
}

}  // namespace cpcc::report
