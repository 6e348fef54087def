// cpcc report followup
#include "cpcc/report/followup.hpp"

#include "cpcc/base/error.hpp"
#include "cpcc/base/text.hpp"
#include "framework/common_options.hpp"
#include "framework/context.hpp"
#include "framework/output.hpp"
#include "records/record_edit.hpp"
#include "report/event_output.hpp"

#include <optional>

namespace cpcc::cli {

namespace {

struct FollowupOptions {
    std::optional<std::string> on, area, within, by, explain;
};

int within_of(const std::string& word) {
    const auto number = whole_number(word);
    if (!number || *number < 1 || *number > 1000)
        throw Error(
            Exit::usage,
            say(Words{"--within 的值“{}”不是有效天数", "--within \"{}\" is not a number of working days"}, word),
            say(Words{"请填写 1 至 1000 之间的整数", "use a whole number from 1 to 1000"}));
    return static_cast<int>(*number);
}

bool by_unit(const std::string& word) {
    if (word == "unit") return true;
    throw Error(Exit::usage, say(Words{"--by 不能为“{}”", "--by cannot be \"{}\""}, word),
                say(Words{"可选值：unit（责任单位）", "use unit"}));
}

// Returns an event for each item on the day that it was or is due. A problem is one event, a look-back another.
files::CalendarFile events_of(const files::Table& items) {
    files::CalendarFile calendar{items.heading.title, {}};
    for (const auto& row : items.rows) {
        const EventRow cells(items, row);
        const std::string state = cells.text("state"), code = cells.text("problem");
        const Date due = *cells.day("since");
        const bool lookback = state.starts_with("lookback");
        files::CalendarEvent event;
        event.key = lookback ? fmt::format("lookback/{}/{}", code, due.iso()) : fmt::format("problem/{}", code);
        event.first = event.last = due;
        event.summary = say(Words{"{}：{}", "{}: {}"}, report::followup_state(state), cells.text("title"));
        event.description = trim(fmt::format("{}  {}", code, cells.text("unit_name")));
        event.location = cells.text("platform_name");
        calendar.events.push_back(std::move(event));
    }
    return calendar;
}

int run(Context& context, const FollowupOptions& options) {
    const Date on = *Date::parse(day_or_today(context, "on", options.on));
    const Config& config = context.config();
    report::FollowupSpec spec{on, options.area, config.workdays, config.lookback_after, context.human()};
    if (options.within) spec.within = within_of(*options.within);
    if (options.by) spec.by_unit = by_unit(*options.by);
    if (options.by) refuse_events(context, "--by");
    if (options.explain) refuse_events(context, "--explain");
    if (context.write_options().format == files::Format::ics) {
        spec.human = false;  // ids of states
        return print_events(context, events_of(report::followup(context.reporting(), spec)));
    }
    return print_report(context, options.explain ? report::explain_followup(context.reporting(), spec, *options.explain)
                                                 : report::followup(context.reporting(), spec));
}

Options rows(FollowupOptions& o) {
    return {
        {.name = "on",
         .into = &o.on,
         .help = {"统计日期（默认：今天）", "reference date (default: today)"},
         .value = "DATE"},
        area_option(o.area),
        {.name = "within",
         .into = &o.within,
         .help = {"同时列出几个工作日之内到期的问题和回头看", "also list what falls due within so many working days"},
         .value = "N"},
        {.name = "by",
         .into = &o.by,
         .help = {"按责任单位汇总件数", "count by responsible unit"},
         .value = "GROUP",
         .choices = {"unit"}},
        {.name = "explain",
         .into = &o.explain,
         .help = {"列出 --by unit 的件数所依据的问题，填 单位:overdue、单位:all 或 total:overdue",
                  "problems behind a count of --by unit: UNIT:overdue, UNIT:all or total:overdue"},
         .value = "CELL",
         .kind = "unit"}};
}

}  // namespace

Command followup_command() {
    return command<FollowupOptions>("followup",
                                    {"反弹、超期及到期应“回头看”的问题",
                                     "problems that relapsed or are overdue, and look-backs that are due"},
                                    rows, run)
        .explained({"列出反弹后未解决的问题、超期的问题和按 `[lookback]` "
                    "应做的回头看。天数为其后的工作日：周六、周日休息，`[workdays]` 另有规定的从其规定。`--within` "
                    "另列即将到期的，`--by unit` 按责任单位汇总件数。每行是一个问题，并列出编号。",
                    "Lists relapsed problems that are still open, overdue problems, and look-backs that are due by "
                    "`[lookback]`. Days are working days: Saturdays and Sundays are off, with the exceptions of "
                    "`[workdays]`. `--within` adds what falls due soon, and `--by unit` counts by responsible unit. "
                    "Each row is one problem, with its code."})
        .with_example("cpcc report followup --on 2024-09-04 --within 5 --by unit",
                      {"各责任单位五个工作日内的待办件数", "What each unit has to do within five working days"})
        .as_calendar()
        .with_example("cpcc report followup --within 20 --output 待办.ics",
                      {"待办及二十个工作日内到期的，供手机日历导入",
                       "What is due, and within twenty working days, for a calendar program"})
        .with_example("cpcc report followup --on 2024-09-04 --explain total:overdue",
                      {"各单位超期问题合计数所依据的问题", "The problems behind the total of overdue ones"})
        .with_example("cpcc report followup --on 2024-09-04 --area 420107",
                      {"一个区到该日需要跟进的问题", "What one district has to follow up on that day"});
}

}  // namespace cpcc::cli
