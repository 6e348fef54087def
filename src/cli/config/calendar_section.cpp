// [[calendar.rule]], [workdays], [lookback]: what is due when.
#include "config/sections.hpp"
#include "cpcc/base/text.hpp"

#include <fmt/format.h>

#include <algorithm>

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

// What a rule without a name is called: the same in both languages, for scripts hold on to it.
std::string made_name(const report::CalendarRule& rule) {
    std::vector<std::string> parts;
    for (const std::string& code : {rule.area, rule.sector})
        if (!code.empty()) parts.push_back(code);
    if (rule.weekday != 0) parts.push_back(fmt::format("{}-{}", report::weeks()[static_cast<std::size_t>(rule.week - 1)].id, report::weekdays()[static_cast<std::size_t>(rule.weekday - 1)].id));
    if (rule.day != 0) parts.push_back(fmt::format("day-{}", rule.day));
    if (!rule.months.empty()) parts.push_back(fmt::format("months-{}", fmt::join(rule.months, "-")));
    return join(parts, "-");
}

// Which keys of a rule go together.
void check_rule(const Keys& keys, const report::CalendarRule& rule) {
    if (rule.day != 0 && rule.weekday != 0)
        throw keys.fault("weekday", say(Words{"日历规则的 day 和 weekday 只能写一个", "a calendar rule has a day or a weekday, not both"}), say(Words{"去掉其中之一", "leave one of them out"}));
    if ((rule.weekday != 0) != (rule.week != 0))
        throw keys.fault(rule.week ? "which" : "weekday", say(Words{"日历规则的 weekday 和 which 要一起写", "weekday and which of a calendar rule go together"}),
                         say(Words{"如 weekday = \"thursday\"，which = \"last\"", "as weekday = \"thursday\", which = \"last\""}));
    if (rule.season() && rule.months.empty())
        throw keys.fault("rule", say(Words{"日历规则没有说哪一天", "a calendar rule says no day"}), say(Words{"写 day，或 weekday 和 which，或 months", "write day, or weekday and which, or months"}));
    if (rule.season() && rule.move != report::Move::none)
        throw keys.fault("move", say(Words{"只有 months 的日历规则没有可调整的日子", "a calendar rule of months alone has no day to move"}), say(Words{"去掉 move", "leave move out"}));
    if (rule.since && rule.until && *rule.until < *rule.since)
        throw keys.fault("until", say(Words{"日历规则的 until {} 早于 since {}", "until {} of a calendar rule is before since {}"}, rule.until->iso(), rule.since->iso()), say(Words{"改正其中之一", "mend one of them"}));
}

report::CalendarRule read_rule(const std::string& path, const toml::table& table) {
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
    check_rule(keys, rule);
    if (rule.name.empty()) rule.name = made_name(rule);
    return rule;
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
        report::CalendarRule rule = read_rule(path, *node.as_table());
        if (std::any_of(calendar.rules.begin(), calendar.rules.end(), [&](const auto& other) { return other.name == rule.name; }))
            throw wrong(path, &node, say(Words{"有两条日历规则叫“{}”", "two calendar rules are called \"{}\""}, rule.name), say(Words{"用 name 各起一个名称", "give each a name of its own with `name`"}));
        calendar.rules.push_back(std::move(rule));
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
