// [[calendar.rule]], [workdays], [lookback]: what is due when.
#include "config/sections.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/report/calendar_settings.hpp"

namespace cpcc::cli {

namespace {

std::set<Date> read_days(const std::string& path, const toml::node* days) {
    std::set<Date> all;
    if (!days) return all;
    if (!days->is_array()) throw wrong(path, days, say(Words{"应为日期的列表", "it must be a list of days"}));
    for (const toml::node& day : *days->as_array()) {
        const auto date = day_in(day);
        if (!date) throw wrong(path, &day, say(Words{"不是日期（YYYY-MM-DD）", "it is not a day (YYYY-MM-DD)"}));
        all.insert(*date);
    }
    return all;
}

std::set<int> read_months(const std::string& path, const toml::node* months) {
    std::set<int> all;
    if (!months) return all;
    const Words form{"calendar.rule.months 应为月份的列表，每月只写一次", "calendar.rule.months must be a list of months, each once"};
    const std::string hint = say(Words{"如 [4, 5, 6]", "as [4, 5, 6]"});
    if (!months->is_array() || months->as_array()->empty()) throw wrong(path, months, form.str(), hint);
    for (const toml::node& one : *months->as_array()) {
        const auto month = one.value<std::int64_t>();
        if (!one.is_integer() || *month < 1 || *month > 12 || !all.insert(static_cast<int>(*month)).second) throw wrong(path, &one, form.str(), hint);
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
    const auto form = [&](const toml::node& node) { return wrong(path, &node, say(Words{"日历规则写作 [[calendar.rule]]", "a calendar rule is written [[calendar.rule]]"})); };
    if (!rules->is_array()) throw form(*rules);
    for (const toml::node& node : *rules->as_array()) {
        if (!node.is_table()) throw form(node);
        read_rule(path, *node.as_table(), calendar);
    }
    return calendar;
}

Workdays read_workdays(const std::string& path, const toml::table& workdays) {
    Keys keys(path, workdays, "workdays");
    Workdays days{read_days(path, keys.take("off")), read_days(path, keys.take("on"))};
    keys.refuse_unknown();
    return days;
}

std::vector<int> read_lookback(const std::string& path, const toml::table& lookback) {
    Keys keys(path, lookback, "lookback");
    const toml::node* list = keys.take("after_days");
    keys.refuse_unknown();
    std::vector<int> days;
    if (!list) return days;
    if (!list->is_array()) throw wrong(path, list, say(Words{"lookback.after_days 应为天数的列表", "lookback.after_days must be a list of days"}), say(Words{"如 [30, 180]", "as [30, 180]"}));
    for (const toml::node& one : *list->as_array()) {
        const auto number = one.value<std::int64_t>();
        if (!number || *number < 1 || *number > 36500 || (!days.empty() && *number <= days.back()))
            throw wrong(path, &one, say(Words{"lookback.after_days 应为由小到大的天数", "lookback.after_days must be days in rising order"}), say(Words{"如 [30, 180]", "as [30, 180]"}));
        days.push_back(static_cast<int>(*number));
    }
    return days;
}

}  // namespace cpcc::cli
