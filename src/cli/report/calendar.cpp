// cpcc report calendar
#include "cpcc/report/calendar.hpp"
#include "cpcc/base/error.hpp"
#include "cpcc/base/spoken_dates.hpp"
#include "cpcc/base/text.hpp"
#include "framework/common_options.hpp"
#include "framework/context.hpp"
#include "framework/output.hpp"
#include "framework/record_names.hpp"
#include "report/event_output.hpp"
#include "report/list_options.hpp"

#include <array>
#include <optional>

namespace cpcc::cli {

namespace {

struct CalendarOptions {
    std::optional<std::string> period, area, rule, list, missed, explain;
    bool total = false;
};

std::vector<report::CalendarList> lists_of(Context& context, const std::optional<std::string>& word) {
    std::vector<report::CalendarList> lists;
    for (const std::size_t list : chosen_lists(context, word, report::calendar_lists()))
        lists.push_back(static_cast<report::CalendarList>(list));
    return lists;
}

int missed_of(const std::string& word) {
    const auto number = whole_number(word);
    if (!number || *number < 1 || *number > 1000)
        throw Error(Exit::usage,
                    say(Words{"--missed 的值“{}”不是有效次数", "--missed: \"{}\" is not a number of absences"}, word),
                    say(Words{"请填写 1 至 1000 之间的整数", "use a whole number from 1 to 1000"}));
    return static_cast<int>(*number);
}

// Returns a cell `RULE,MEMBER:times` with the member's code in place of the name; another cell as it is.
std::string cell_with_code(Context& context, const std::string& cell) {
    const auto colon = cell.rfind(':'), comma = cell.rfind(',', colon);
    if (colon == std::string::npos || comma == std::string::npos) return cell;
    const std::string key = cell.substr(comma + 1, colon - comma - 1);
    if (key.empty() || spoken_month(key, context.today())) return cell;
    const std::string code = RecordNames(context, context.reporting()).code_of(records::kind("member"), key);
    return cell.substr(0, comma + 1) + code + cell.substr(colon);
}

// Returns the planned days as events, a month of a season as one event.
files::CalendarFile events_of(const files::Table& days, const std::string& name) {
    files::CalendarFile calendar{name, {}};
    for (const auto& row : days.rows) {
        const EventRow cells(days, row);
        const std::string rule = cells.text("rule"), month = cells.text("month");
        if (month.empty()) continue;  // the totals
        files::CalendarEvent event;
        event.key = fmt::format("calendar/{}/{}/{}", rule, cells.text("area"), month);
        const Period whole = Period::parse(month, {});
        const auto day = cells.day("moved_to") ? cells.day("moved_to") : cells.day("planned_on");
        event.first = day.value_or(whole.first);
        event.last = day.value_or(whole.last);
        const std::string theme = cells.text("theme");
        event.summary = theme.empty() ? rule : say(Words{"{}：{}", "{}: {}"}, rule, theme);
        event.description = cells.text("state");
        if (const auto held = cells.day("held_on")) event.description += "  " + held->iso();
        event.location = cells.text("area_name");
        calendar.events.push_back(std::move(event));
    }
    return calendar;
}

int run(Context& context, const CalendarOptions& options) {
    const Config& config = context.config();
    report::CalendarSpec spec{period_or_last_month(context, options.period),
                              context.today(),
                              options.area,
                              options.rule,
                              config.calendar,
                              config.workdays,
                              context.human(),
                              options.total};
    if (options.missed) spec.calendar.missed_running = missed_of(*options.missed);
    if (options.explain) refuse_events(context, "--explain");
    if (options.list) refuse_events(context, "--list");
    if (options.explain)
        return print_report(
            context, report::explain_calendar(context.reporting(), spec, cell_with_code(context, *options.explain)));
    if (context.write_options().format == files::Format::ics) {
        constexpr std::array days{report::CalendarList::days};
        const files::Table table = report::calendar(context.reporting(), spec, days).front();
        return print_events(context, events_of(table, table.heading.title));
    }
    auto tables = report::calendar(context.reporting(), spec, lists_of(context, options.list));
    if (tables.size() == 1) return print_report(context, tables.front());
    const std::string title = config.office_name.empty() ? say(Words{"协商日历", "Calendar"})
                                                         : say(Words{"{}协商日历", "{}: calendar"}, config.office_name);
    return print_report(context, {fmt::format("{}  {}", title, spec.period.text()), std::move(tables)});
}

Options rows(CalendarOptions& o) {
    return {period_option(o.period, {"时段（默认：last-month）；填 this-month 可查看即将到来的协商日",
                                     "reporting period (default: last-month); this-month shows what is to come"}),
            area_option(o.area),
            {.name = "rule", .into = &o.rule, .help = {"限定规则", "only this rule"}, .value = "NAME"},
            list_option(o.list, report::calendar_lists()),
            {.name = "missed",
             .into = &o.missed,
             .help = {"连续缺席达到几次才列出（默认：配置文件的 missed_running，其次为 3）",
                      "consecutive absences from which to list a member (default: missed_running of the configuration, "
                      "then 3)"},
             .value = "N"},
            {.name = "total",
             .into = &o.total,
             .help = {"协商日增加合计行（屏幕上有多个协商日时自动列出）",
                      "add a row of totals to the days (always on a screen if there are several)"}},
            {.name = "explain",
             .into = &o.explain,
             .help = {"列出数据所依据的记录，填 规则,2024-07:present、total:present、规则,委员:times 或 规则:length",
                      "records behind a figure: RULE,2024-07:present, total:present, RULE,MEMBER:times or RULE:length"},
             .value = "CELL"}};
}

}  // namespace

Command calendar_command() {
    return command<CalendarOptions>(
               "calendar",
               {"协商日开展情况：应到、实到、连续缺席情况、连续开展情况",
                "consultation days: members assigned and present, consecutive absences, current streaks"},
               rows, run)
        .explained({"按 cpcc.toml(5) 的 `[[calendar.rule]]` "
                    "列出应开展的协商日、连续缺席的委员和连续开展情况。屏幕上的表格依次列出三张，其他格式只列 "
                    "`days`。详见 `cpcc help calendar-days`。",
                    "Lists the consultation days that `[[calendar.rule]]` in cpcc.toml(5) gives, members with "
                    "consecutive absences, and streaks. A table on a screen shows all three lists, other formats the "
                    "days. See `cpcc help calendar-days`."})
        .with_example("cpcc report calendar --period 2024-08", {"八月的协商日", "The consultation days of August"})
        .as_calendar()
        .with_example("cpcc report calendar --period this-year --output 协商日.ics",
                      {"全年的协商日，供手机日历导入", "The consultation days of the year, for a calendar program"})
        .with_example("cpcc report calendar --period 2024 --list missed --missed 2",
                      {"连续两次以上未参加的委员", "Members absent twice in a row or more"});
}

}  // namespace cpcc::cli
