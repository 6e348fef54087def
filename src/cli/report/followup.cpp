// cpcc report followup
#include "cpcc/report/followup.hpp"

#include "framework/common_options.hpp"
#include "framework/context.hpp"
#include "framework/output.hpp"
#include "records/record_edit.hpp"

#include <optional>

namespace cpcc::cli {

namespace {

struct FollowupOptions {
    std::optional<std::string> on, area;
};

int run(Context& context, const FollowupOptions& options) {
    const Date on = *Date::parse(day_or_today(context, "on", options.on));
    const Config& config = context.config();
    return print_list(context, report::followup(context.reporting(), {on, options.area, config.workdays,
                                                                      config.lookback_after, context.human()}));
}

Options rows(FollowupOptions& o) {
    return {{.name = "on",
             .into = &o.on,
             .help = {"统计日期（默认：今天）", "reference date (default: today)"},
             .value = "DATE"},
            area_option(o.area)};
}

}  // namespace

Command followup_command() {
    return command<FollowupOptions>("followup",
                                    {"反弹、超期及到期应“回头看”的问题",
                                     "problems that relapsed or are overdue, and look-backs that are due"},
                                    rows, run)
        .explained({"列出反弹后未解决的问题、超期的问题和按 `[lookback]` "
                    "应做的回头看。天数为其后的工作日：周六、周日休息，`[workdays]` 另有规定的从其规定。",
                    "Lists relapsed problems that are still open, overdue problems, and look-backs that are due by "
                    "`[lookback]`. Days are working days: Saturdays and Sundays are off, with the exceptions of "
                    "`[workdays]`."})
        .with_example("cpcc report followup --on 2024-09-04 --area 420107",
                      {"一个区到该日需要跟进的问题", "What one district has to follow up on that day"});
}

}  // namespace cpcc::cli
