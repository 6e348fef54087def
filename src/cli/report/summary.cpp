// cpcc report summary
#include "cpcc/report/summary.hpp"

#include "framework/common_options.hpp"
#include "framework/context.hpp"
#include "framework/output.hpp"
#include "records/record_edit.hpp"
#include "report/cell_names.hpp"
#include "report/report_options.hpp"
#include "report/summary_layout.hpp"

#include <algorithm>
#include <optional>

namespace cpcc::cli {

namespace {

struct SummaryOptions {
    std::optional<std::string> period, area, by, measures, compare, columns, sort, limit, explain;
    bool total = false, filed = false, percent = false, share = false;
};

// Parses the groups of the rows, and the group of time that lies across.
void set_groups(report::SummarySpec& spec, const SummaryOptions& options) {
    spec.by = report::parse_groups(comma_separated(options.by));
    if (!options.columns) return;
    const auto across = report::parse_groups({*options.columns}).front();
    if (!report::is_time(across))
        throw Error(Exit::usage, say(Words{"--columns 不能为“{}”", "--columns cannot be \"{}\""}, *options.columns),
                    say(Words{"可选值：month、quarter、year", "use month, quarter or year"}));
    spec.across = across;
    if (std::find(spec.by.begin(), spec.by.end(), across) == spec.by.end()) spec.by.push_back(across);
}

report::Ranking ranking_of(const SummaryOptions& options) {
    report::Ranking ranking;
    if (options.sort) {
        ranking.descending = options.sort->starts_with('-');
        ranking.column = options.sort->substr(ranking.descending ? 1 : 0);
    }
    if (options.limit) ranking.limit = static_cast<std::size_t>(limit_of(*options.limit));
    return ranking;
}

bool is_ungrouped(const report::SummarySpec& spec) { return spec.by.size() == (spec.across ? 1U : 0U); }

// Returns the number of columns before the figures.
std::size_t group_columns(const report::SummarySpec& spec) {
    if (is_ungrouped(spec)) return 2;
    std::size_t columns = 0;
    for (const report::Group group : spec.by)
        if (group != spec.across) columns += report::words_of(group).named ? 2U : 1U;
    return columns;
}

// Prints one row of figures upright for people.
int print_summary(Context& context, const report::SummarySpec& spec, files::Table table) {
    if (!writes_data(context) && is_ungrouped(spec) && table.rows.size() == 1)
        table = upright(table, group_columns(spec), spec.measures);
    if (is_paper(context.write_options().format) && spec.by.size() == 1 && !spec.across)
        add_chart(table, spec.by.front(), spec.measures);
    if (is_paper(context.write_options().format)) add_definitions(table, spec.measures);
    return print_report(context, std::move(table));
}

int run(Context& context, const SummaryOptions& options) {
    report::SummarySpec spec;
    spec.period = period_or_last_month(context, options.period);
    spec.office = context.config().office_name;
    spec.area = options.area;
    set_groups(spec, options);
    spec.measures = report::ask(comma_separated(options.measures), context.own_measures());
    spec.compare = report::parse_comparisons(comma_separated(options.compare));
    spec.percent = options.percent;
    spec.share = options.share;
    spec.ranking = ranking_of(options);
    spec.total = options.total;
    spec.human = context.human();
    spec.filed = options.filed;
    spec.own_books = context.config().filings.areas;
    if (options.explain) {
        return print_report(context,
                            report::explain(context.reporting(), spec,
                                            cell_with_codes(context, *options.explain, spec.by, options.area)));
    }
    if (!writes_data(context) && !options.measures) gather_themes(spec.measures);
    return print_summary(context, spec, report::summary(context.reporting(), spec));
}

std::vector<std::string> group_ids() {
    const auto ids = report::offered_groups();
    return {ids.begin(), ids.end()};
}

Options rows(SummaryOptions& o) {
    return {period_option(o.period),
            area_option(o.area),
            {.name = "by",
             .into = &o.by,
             .help = {"分组，逗号分隔，如 district、month、kind，或任何字段，如 platform.basis",
                      "comma-separated groups, e.g. district, month, kind, or any field, e.g. platform.basis"},
             .value = "GROUP,…",
             .choices = group_ids()},  // parse_groups() knows the labels
            measures_option(o.measures, {"指标，逗号分隔，见 cpcc measures（默认：全部）",
                                         "comma-separated measures, see cpcc measures (default: all)"}),
            compare_option(o.compare, {"对比：previous 上期、last-year 上年同期，可同时填两项",
                                       "comparison: previous (period), last-year, or both"}),
            {.name = "percent",
             .into = &o.percent,
             .help = {"增加环比、同比（须有 --compare）", "add the change in per cent (needs --compare)"}},
            {.name = "share",
             .into = &o.share,
             .help = {"增加占比（占合计的份额）", "add each figure's share of the total"}},
            {.name = "columns",
             .into = &o.columns,
             .help = {"将月、季或年横排为列", "a time group whose members become columns"},
             .value = "GROUP",
             .choices = {"month", "quarter", "year"},
             .labels = {{"月份", "month"}, {"季度", "quarter"}, {"年份", "year"}}},
            {.name = "sort",
             .into = &o.sort,
             .help = {"按指标排序；-指标 表示从大到小", "sort by a measure; -MEASURE for the largest first"},
             .value = "MEASURE",
             .choices = measures_option(o.measures, {}).choices,
             .configured = Configured::measures},
            limit_option(o.limit, {"最多列出行数（合计行除外）", "maximum number of rows, without the total"}),
            {.name = "total",
             .into = &o.total,
             .help = {"增加合计行（重新计算，不由各行相加）",
                      "add a row of totals (computed anew, not summed from the rows)"}},
            filed_option(o.filed),
            {.name = "explain",
             .into = &o.explain,
             .help = {"列出数据所依据的记录，填 编号或名称:指标；合计只填 指标",
                      "records behind a figure: ROW:MEASURE, ROW a code or name, or MEASURE for the total"},
             .value = "CELL"}};
}

}  // namespace

Command summary_command() {
    return command<SummaryOptions>("summary", {"各项指标汇总", "measures by period, area and group"}, rows, run)
        .explained({"按时段、区划和分组汇总各项指标。计数办法见 `cpcc help counting`，分组见 `cpcc help "
                    "groups`，时段的写法见 `cpcc help periods`。",
                    "Counts the measures by period, area and group. See `cpcc help counting`, `cpcc help groups` and "
                    "`cpcc help periods`."})
        .with_example("cpcc report summary --period 2024Q3 --by district --total",
                      {"三季度按区汇总，并加合计", "The third quarter by district, with totals"})
        .with_example("cpcc report summary --period 2024-08 --measures sessions,solve_rate --compare last-year",
                      {"八月的两项指标，与上年同期对比", "Two measures of August, compared with a year earlier"})
        .with_example("cpcc report summary --period 2024 --by district --measures sessions --columns month --total",
                      {"各区逐月场次，并加合计行和全年列", "Sessions by district, a column a month, with totals"})
        .with_example(
            "cpcc report summary --period 2024Q3 --by district --measures sessions --sort -sessions --limit 5",
            {"场次最多的五个区", "The five districts with the most sessions"})
        .with_example("cpcc report --period 2024-08 --by district --explain 420107:sessions",
                      {"列出青山区八月场次背后的记录", "The records behind one figure"});
}

}  // namespace cpcc::cli
