// cpcc report plan
#include "cpcc/report/plan.hpp"

#include "framework/common_options.hpp"
#include "framework/context.hpp"
#include "framework/output.hpp"

#include <optional>

namespace cpcc::cli {

namespace {

struct PlanOptions {
    std::optional<std::string> period, area, explain;
};

int run(Context& context, const PlanOptions& options) {
    const Period period = Period::parse(options.period.value_or("this-year"), context.today());
    const report::PlanSpec spec{period, context.today(), options.area, context.human()};
    return print_report(context, options.explain ? report::explain_plan(context.reporting(), spec, *options.explain)
                                                 : report::plan(context.reporting(), spec));
}

Options rows(PlanOptions& o) {
    return {period_option(o.period, {"时段（默认：this-year）", "reporting period (default: this-year)"}),
            area_option(o.area),
            {.name = "explain",
             .into = &o.explain,
             .help = {"列出数据所依据的活动，填 编号:sessions 或 编号:sessions_in_period",
                      "sessions behind a figure: CODE:sessions or CODE:sessions_in_period"},
             .value = "CELL"}};
}

}  // namespace

Command plan_command() {
    return command<PlanOptions>(
               "plan", {"年度议题、主题计划及开展情况", "planned topics and themes, and what was held"}, rows, run)
        .explained(
            {"按月列出计划的议题（`topic` 的计划月份）和主题（`theme`），以及有该议题或其下级议题的活动：`held` 当月已"
             "开展、`shifted` 在其他月份开展、`missed` 未开展、`pending` 待开展。没有计划月份的年度议题列在最后，期内"
             "任何月份开展均可。",
             "Lists by month the planned topics (`planned_for` of a topic) and the themes, with the sessions on "
             "that topic or one below it: `held` in the month, `shifted` to another month, `missed`, or "
             "`pending`. Annual topics without a month come last; any month of the period will do for them."})
        .with_example("cpcc report plan --period 2024 --area 420105",
                      {"一个区全年的计划和开展情况", "The plan of one district for a year, and what was held"})
        .with_example("cpcc report plan --period 2024 --explain QS-T2024-00001:sessions_in_period",
                      {"一个议题全年的活动", "The sessions of one topic in the year"});
}

}  // namespace cpcc::cli
