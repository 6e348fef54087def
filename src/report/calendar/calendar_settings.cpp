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
        throw SettingFault{
            "weekday",
            say(Words{"日历规则不能同时填写 day 和 weekday", "a calendar rule cannot have both day and weekday"}),
            say(Words{"请去掉其中之一", "drop one of them"})};
    if ((rule.weekday != 0) != (rule.week != 0))
        throw SettingFault{
            rule.week ? "which" : "weekday",
            say(Words{"日历规则的 weekday 和 which 应同时填写", "a calendar rule needs both weekday and which"}),
            say(Words{"如 weekday = \"thursday\"，which = \"last\"", "e.g. weekday = \"thursday\", which = \"last\""})};
    if (rule.season() && rule.months.empty())
        throw SettingFault{"rule", say(Words{"日历规则未写明日期", "a calendar rule has no date"}),
                           say(Words{"请填写 day，或填写 weekday 和 which，或填写 months",
                                     "set day, or weekday and which, or months"})};
}

void check_rule(const CalendarRule& rule) {
    check_day(rule);
    if (rule.season() && rule.move != Move::none)
        throw SettingFault{"move",
                           say(Words{"只填写 months 的日历规则没有可调整的日期",
                                     "a calendar rule with only months has no date to move"}),
                           say(Words{"请删除 move", "remove move"})};
    if (rule.since && rule.until && *rule.until < *rule.since)
        throw SettingFault{
            "until",
            say(Words{"日历规则的 until（{}）早于 since（{}）", "until ({}) of a calendar rule is before since ({})"},
                rule.until->iso(), rule.since->iso()),
            say(Words{"请改正其中一个日期", "correct one of the dates"})};
}

}  // namespace

void add_rule(Calendar& calendar, CalendarRule rule) {
    check_rule(rule);
    if (rule.name.empty()) rule.name = made_name(rule);
    const auto same_name = [&](const CalendarRule& other) { return other.name == rule.name; };
    if (std::any_of(calendar.rules.begin(), calendar.rules.end(), same_name))
        throw SettingFault{"", say(Words{"有两条名为“{}”的日历规则", "duplicate calendar rule \"{}\""}, rule.name),
                           say(Words{"请用 name 分别命名", "give each rule its own \"name\""})};
    calendar.rules.push_back(std::move(rule));
}

}  // namespace cpcc::report
