// [[calendar.rule]], [workdays], [lookback]: what is due when.
#include "config_parts.hpp"

namespace cpcc::cli {

namespace {

std::set<Date> read_days(const std::string& path, const toml::node* days) {
    std::set<Date> all;
    if (!days) return all;
    if (!days->is_array()) throw wrong(path, days, say(Words{"应为日期的列表", "it must be a list of days"}));
    for (const toml::node& day : *days->as_array()) {
        const auto text = day.value<std::string>();
        const auto parsed = text ? Date::parse(*text) : std::nullopt;
        if (const auto date = day.value<toml::date>(); date && Date::valid(date->year, date->month, date->day)) all.insert(Date::of(date->year, date->month, date->day));
        else if (parsed) all.insert(*parsed);
        else throw wrong(path, &day, say(Words{"不是日期（YYYY-MM-DD）", "it is not a day (YYYY-MM-DD)"}));
    }
    return all;
}

}  // namespace

void read_calendar(const std::string& path, const toml::table& calendar) {
    Keys keys(path, calendar, "calendar");
    const toml::node* rules = keys.take("rule");
    keys.finish();
    if (!rules || !rules->is_array()) return;
    for (const toml::node& rule : *rules->as_array()) {
        if (!rule.is_table()) throw wrong(path, &rule, say(Words{"calendar.rule 应写作 [[calendar.rule]]", "calendar.rule is written [[calendar.rule]]"}));
        Keys one(path, *rule.as_table(), "calendar.rule");
        for (const auto key : {"day", "weekday", "which", "months", "area", "sector", "name", "move"}) one.take(key);
        one.finish();
    }
}

Workdays read_workdays(const std::string& path, const toml::table& workdays) {
    Keys keys(path, workdays, "workdays");
    Workdays days{read_days(path, keys.take("off")), read_days(path, keys.take("on"))};
    keys.finish();
    return days;
}

std::vector<int> read_lookback(const std::string& path, const toml::table& lookback) {
    Keys keys(path, lookback, "lookback");
    const toml::node* list = keys.take("after_days");
    keys.finish();
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
