// Reads [calendar], [[calendar.rule]], [workdays] and [lookback].
#include "config/sections.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/report/calendar_settings.hpp"

namespace cpcc::cli {

namespace {

std::set<Date> read_days(const std::string& path, const Keys& keys, std::string_view key) {
    std::set<Date> all;
    const toml::node* days = keys.take(key);
    if (!days) return all;
    if (!days->is_array())
        throw wrong(path, days, say(Words{"{} 应为日期列表", "{} must be a list of dates"}, keys.full(key)));
    for (const toml::node& day : *days->as_array()) {
        const auto date = day_in(day);
        if (!date) throw wrong(path, &day, not_a_day(keys.full(key), day));
        all.insert(*date);
    }
    return all;
}

std::set<int> read_months(const std::string& path, const toml::node* months) {
    std::set<int> all;
    if (!months) return all;
    const Words form{"calendar.rule.months 应为月份列表，且月份不能重复",
                     "calendar.rule.months must be a list of months without duplicates"};
    const std::string hint = say(Words{"如 [4, 5, 6]", "e.g. [4, 5, 6]"});
    if (!months->is_array() || months->as_array()->empty()) throw wrong(path, months, form.str(), hint);
    for (const toml::node& one : *months->as_array()) {
        const auto month = one.value<std::int64_t>();
        if (!one.is_integer() || *month < 1 || *month > 12 || !all.insert(static_cast<int>(*month)).second)
            throw wrong(path, &one, form.str(), hint);
    }
    return all;
}

void read_rule(const std::string& path, const toml::table& table, report::Calendar& calendar) {
    Keys keys(path, table, "calendar.rule");
    report::CalendarRule rule;
    rule.name = trim(keys.text("name"));
    rule.area = keys.text("area");
    rule.sector = keys.text("sector");
    rule.day = keys.whole("day", 1, 31).value_or(0);
    rule.weekday = keys.choice("weekday", report::weekdays());
    rule.week = keys.choice("which", report::weeks());
    rule.months = read_months(path, keys.take("months"));
    rule.session_kind = keys.choice("kind", records::kind("session").at("kind").choices);
    if (const int move = keys.choice("move", report::moves())) rule.move = static_cast<report::Move>(move);
    rule.since = keys.date("since");
    rule.until = keys.date("until");
    keys.refuse_unknown();
    located(keys, [&] { report::add_rule(calendar, std::move(rule)); });
}

}  // namespace

report::Calendar read_calendar(const std::string& path, const toml::table& table) {
    Keys keys(path, table, "calendar");
    report::Calendar calendar;
    calendar.missed_running = keys.whole("missed_running", 1, 1000).value_or(calendar.missed_running);
    const toml::node* rules = keys.take("rule");
    keys.refuse_unknown();
    if (!rules) return calendar;
    const auto form = [&](const toml::node& node) {
        return wrong(
            path, &node,
            say(Words{"日历规则应写作 [[calendar.rule]]", "a calendar rule must be written as [[calendar.rule]]"}));
    };
    if (!rules->is_array()) throw form(*rules);
    for (const toml::node& node : *rules->as_array()) {
        if (!node.is_table()) throw form(node);
        read_rule(path, *node.as_table(), calendar);
    }
    return calendar;
}

Workdays read_workdays(const std::string& path, const toml::table& workdays) {
    Keys keys(path, workdays, "workdays");
    Workdays days{read_days(path, keys, "off"), read_days(path, keys, "on")};
    keys.refuse_unknown();
    return days;
}

std::vector<int> read_lookback(const std::string& path, const toml::table& lookback) {
    Keys keys(path, lookback, "lookback");
    const toml::node* list = keys.take("after_days");
    keys.refuse_unknown();
    std::vector<int> days;
    if (!list) return days;
    if (!list->is_array())
        throw wrong(
            path, list,
            say(Words{"lookback.after_days 应为天数列表", "lookback.after_days must be a list of numbers of days"}),
            say(Words{"如 [30, 180]", "e.g. [30, 180]"}));
    for (const toml::node& one : *list->as_array()) {
        const auto number = one.value<std::int64_t>();
        if (!number || *number < 1 || *number > 36500 || (!days.empty() && *number <= days.back()))
            throw wrong(path, &one,
                        say(Words{"lookback.after_days 中的天数应由小到大排列",
                                  "lookback.after_days must be in ascending order"}),
                        say(Words{"如 [30, 180]", "e.g. [30, 180]"}));
        days.push_back(static_cast<int>(*number));
    }
    return days;
}

}  // namespace cpcc::cli
