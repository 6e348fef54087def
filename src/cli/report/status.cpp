// cpcc status
#include "report/status.hpp"

#include "cpcc/store/backups.hpp"
#include "cpcc/store/doubles.hpp"
#include "framework/context.hpp"
#include "framework/output.hpp"
#include "records/record_edit.hpp"

#include <optional>

namespace cpcc::cli {

namespace {

struct StatusOptions {
    std::optional<std::string> on;
};

int run(Context& context, const StatusOptions& options) {
    report::StatusSpec spec = status_spec(context, *Date::parse(day_or_today(context, "on", options.on)));
    spec.human = context.human();
    return print_report(context, report::status(context.reporting(), spec));
}

Options rows(StatusOptions& o) {
    return {{.name = "on",
             .into = &o.on,
             .help = {"统计日期（默认：今天）", "reference date (default: today)"},
             .value = "DATE"}};
}

}  // namespace

report::StatusSpec status_spec(Context& context, Date on) {
    const Config& config = context.config();
    report::StatusSpec spec;
    spec.on = on;
    spec.rules = config.calendar.rules;
    spec.workdays = config.workdays;
    spec.lookback_after = config.lookback_after;
    spec.filing_areas = config.filings.areas;
    spec.due_day = config.filings.due_day;
    for (const store::Finding& pair : store::doubles(context.reporting())) spec.doubles.push_back(pair.what);
    if (const auto backup = store::last_backup(context.reporting())) {
        spec.backed_up = Date::parse(std::string_view(backup->at).substr(0, 10));
        spec.backup = backup->file;
    }
    return spec;
}

Command status_command() {
    return command<StatusOptions>("", {"近期事项一览", "what is due, on one screen"}, rows, run)
        .explained(
            {"列出下一个协商日、反弹和超期的问题、到期应“回头看”的问题、上月未填报的区划、疑似重复的记录和最近一次备份"
             "，"
             "每行附有查看详情的命令。数字取自这些命令的结果。不能由配置得出的事项没有数量。",
             "Shows the next consultation day, relapsed and overdue problems, look-backs that are due, areas that "
             "have not filed for last month, likely doubles and the last backup. Each row names the command that "
             "shows more; the figures are those of that command. A subject that the configuration does not set "
             "up has no count."})
        .with_example("cpcc status --on 2024-09-04", {"某日的近期事项", "What is due on a day"});
}

}  // namespace cpcc::cli
