// cpcc report dashboard
#include "report/dashboard.hpp"
#include "report/period_options.hpp"

#include "framework/common_options.hpp"
#include "report/period_options.hpp"
#include "report/status.hpp"

#include <algorithm>
#include <utility>

namespace cpcc::cli {

namespace {

struct DashboardOptions {
    std::optional<std::string> period, area, by;
};

// Removes the column of commands, which have no meaning on paper.
void drop_commands(files::Table& table) {
    if (table.columns.empty() || table.columns.back().id != "command") return;
    table.columns.pop_back();
    for (auto& row : table.rows) row.pop_back();
}

int run(Context& context, const DashboardOptions& options) {
    report::DashboardSpec spec = dashboard_spec(context, period_or_last_month(context, options.period),
                                                area_of(context, options.area), context.today());
    if (options.by) spec.by = report::parse_groups({*options.by}).front();
    if (spec.by && report::is_time(*spec.by))
        throw Error(Exit::usage, say(Words{"--by 不能为“{}”", "--by cannot be \"{}\""}, *options.by),
                    say(Words{"请填写区划等分组，如 district", "use a group such as district"}));
    spec.human = context.human();
    if (writes_data(context)) return print_report(context, report::key_figures(context.reporting(), spec));
    return print_report(context, dashboard_paper(context, std::move(spec), context.write_options().format));
}

Options rows(DashboardOptions& o) {
    return {period_option(o.period),
            office_area_option(o.area),
            {.name = "by",
             .into = &o.by,
             .help = {"比较的分组（默认：其下一级区划）", "group that is compared (default: the areas below)"},
             .value = "GROUP",
             .choices = {"district", "street", "community", "platform", "sector"}}};
}

}  // namespace

report::DashboardSpec dashboard_spec(Context& context, const Period& period, std::optional<std::string> area, Date on) {
    report::DashboardSpec spec;
    spec.period = period;
    spec.area = std::move(area);
    spec.calendar = context.config().calendar;
    spec.due = status_spec(context, on);
    return spec;
}

Paper dashboard_paper(Context& context, report::DashboardSpec spec, files::Format format) {
    spec.human = true;
    spec.one_screen = format == files::Format::table;
    spec.rows = format == files::Format::html;
    const std::string& office = context.config().office_name;
    const std::string title =
        office.empty() ? say(Words{"工作看板", "Dashboard"}) : say(Words{"{}工作看板", "{}: dashboard"}, office);
    Paper paper{fmt::format("{}  {}", title, spec.period.text()), report::dashboard(context.reporting(), spec)};
    if (is_paper(format)) std::for_each(paper.tables.begin(), paper.tables.end(), drop_commands);
    return paper;
}

Command dashboard_command() {
    return command<DashboardOptions>("dashboard", {"一页看板", "the period on one page"}, rows, run)
        .explained(
            {"在一页上列出该时段的主要数据及其与上期、上年同期的变化，近十二个月走势，各区划的小图和排名，问题从提出到“"
             "回"
             "头看”各环节的件数，协商日、覆盖缺口和近期事项。数字取自 `summary`、`calendar`、`coverage`、`followup` 和 "
             "`cpcc status`，不另行统计。`--output 文件.html` "
             "生成不含脚本、不访问网络的网页，手机、电脑和打印均可用，每个"
             "数字可点击到其所依据的记录；`.xlsx` 另有原生图表；CSV 和 JSON 只有主要数据。在终端上为一屏。“近期事项”"
             "为整个数据库的，以今天为准。",
             "Shows a period on one page: the key figures with the change on the period before and on last year, "
             "twelve "
             "months, each area as a small chart, the ranking, the problems by stage from raised to look-back, "
             "consultation days, gaps and what is due. The figures are those of `summary`, `calendar`, `coverage`, "
             "`followup` and `cpcc status`; nothing is counted anew. `--output FILE.html` writes a page without script "
             "or network for phone, screen and print, on which each figure leads to the records behind it. `.xlsx` has "
             "native charts. CSV and JSON have the key figures alone. On a terminal it is one screen. What is due is "
             "that of the whole database, today."})
        .with_example("cpcc report dashboard --period 2024-08 --output dashboard.html",
                      {"八月的看板网页", "The page of August"})
        .with_example("cpcc report dashboard --period 2024-08 --area 420107",
                      {"在终端上查看一个区的八月", "August of one district, on a terminal"});
}

}  // namespace cpcc::cli
