// cpcc report summary
#include "report/report_commands.hpp"
#include "framework/context.hpp"
#include "cpcc/base/error.hpp"
#include "cpcc/base/money.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/records/registry.hpp"
#include "cpcc/report/summary.hpp"
#include "records/edit.hpp"

#include <algorithm>
#include <memory>

namespace cpcc::cli {

namespace {

struct Values {
    std::optional<std::string> period, area, by, measures, compare, explain;
    bool total = false, filed = false;
};

std::string figure(const files::Cell& cell, files::CellType type) {
    const auto* number = std::get_if<std::int64_t>(&cell);
    if (!number) return "–";
    if (type == files::CellType::money) return yuan(*number);
    if (type == files::CellType::share) return fmt::format("{}.{:02}%", *number / 100, *number % 100);
    return std::to_string(*number);
}

// What a measure's column shows, by what its id has behind the measure's own.
std::string title_of(const std::string& suffix) {
    if (suffix.empty()) return say(Words{"数值", "figure"});
    if (suffix == "_adjustment") return say(Words{"调整", "adjustment"});
    return suffix == "_change" ? say(Words{"增减", "change"}) : say(Words{"对比期", "compared"});
}

// One row of many figures reads better as one figure a line.
files::Table upright(const files::Table& table, const std::vector<report::Asked>& asked, std::size_t per_measure) {
    files::Table tall;
    tall.heading = table.heading;
    tall.columns = {{"theme", say(Words{"类别", "theme"})}, {"measure", say(Words{"指标", "measure"})}};
    for (std::size_t i = 0; i < per_measure; ++i) tall.columns.push_back({table.columns[2 + i].id, title_of(table.columns[2 + i].id.substr(asked.front().id().size()))});
    std::string_view last;
    for (std::size_t m = 0; m < asked.size(); ++m) {
        const auto& measure = *asked[m].base;
        const auto theme = std::find_if(report::themes().begin(), report::themes().end(), [&](const report::Theme& t) { return t.id == measure.theme; });
        tall.rows.push_back({measure.theme == last ? files::Cell{} : files::Cell{theme->label.str()}, asked[m].label()});
        for (std::size_t i = 0; i < per_measure; ++i) {
            const std::size_t column = 2 + m * per_measure + i;
            tall.rows.back().emplace_back(figure(table.rows[0][column], table.columns[column].type));
        }
        last = measure.theme;
    }
    return tall;
}

// The figures of one theme with the columns of the groups before them.
files::Table panel(const files::Table& table, std::size_t groups, const std::vector<report::Asked>& asked, std::size_t per_measure, const report::Theme& theme) {
    std::vector<std::size_t> columns;
    for (std::size_t c = 0; c < groups; ++c) columns.push_back(c);
    for (std::size_t m = 0; m < asked.size(); ++m)
        if (asked[m].base->theme == theme.id)
            for (std::size_t i = 0; i < per_measure; ++i) columns.push_back(groups + m * per_measure + i);
    files::Table part;
    part.heading.title = theme.label.str();
    if (columns.size() == groups) return part;
    for (const std::size_t c : columns) part.columns.push_back(table.columns[c]);
    for (const auto& row : table.rows) {
        part.rows.emplace_back();
        for (const std::size_t c : columns) part.rows.back().push_back(row[c]);
    }
    return part;
}

void print_themes(Context& context, const files::Table& table, std::size_t groups, const std::vector<report::Asked>& asked, std::size_t per_measure) {
    std::vector<files::Table> parts;
    for (const report::Theme& theme : report::themes())
        if (files::Table part = panel(table, groups, asked, per_measure, theme); !part.columns.empty()) parts.push_back(std::move(part));
    parts.back().heading.notes = table.heading.notes;
    print_panels(context, table.heading.title, std::move(parts));
}

// An office's own measures stand with those of their theme where a person reads them.
void gather_themes(std::vector<report::Asked>& asked) {
    const auto place = [](const report::Asked& a) {
        return std::find_if(report::themes().begin(), report::themes().end(), [&](const report::Theme& t) { return t.id == a.base->theme; });
    };
    std::stable_sort(asked.begin(), asked.end(), [&](const auto& a, const auto& b) { return place(a) < place(b); });
}

int run_summary(Context& context, const Values& values) {
    report::SummarySpec spec;
    spec.period = Period::parse(values.period.value_or("last-month"), context.today());
    spec.office = context.config().office_name;
    spec.area = values.area;
    spec.by = report::parse_groups(listed(values.by));
    spec.measures = report::ask(listed(values.measures), context.config().measures);
    if (values.compare) spec.compare = report::parse_compare(*values.compare);
    spec.total = values.total;
    spec.human = context.human();
    spec.filed = values.filed;
    spec.own_books = context.config().filing_areas;
    if (values.explain) {
        print(context, report::explain(context.reporting(), spec, *values.explain));
        return 0;
    }
    if (context.write_options().format == files::Format::table && !values.measures) gather_themes(spec.measures);
    const files::Table table = report::summary(context.reporting(), spec);
    constexpr std::size_t fit = 9;   // so many figures still read well side by side
    std::size_t groups = spec.by.empty() ? 2 : 0;
    for (const report::Group group : spec.by) groups += report::words_of(group).named ? 2U : 1U;
    const std::size_t per_measure = (table.columns.size() - groups) / spec.measures.size();
    if (context.write_options().format != files::Format::table) print(context, table);
    else if (spec.by.empty() && table.rows.size() == 1) print(context, upright(table, spec.measures, per_measure));
    else if (spec.measures.size() * per_measure > fit) print_themes(context, table, groups, spec.measures, per_measure);
    else print(context, table);
    return 0;
}

std::vector<std::string> group_ids() {
    std::vector<std::string> ids;
    for (const auto& group : report::groups()) ids.emplace_back(group.id);
    return ids;
}

}  // namespace

std::vector<std::string> measure_ids() {
    std::vector<std::string> ids;
    for (const auto& measure : report::measures()) ids.emplace_back(measure.id);
    return ids;
}

Command summary_command() {
    return {"summary", {"各项指标的汇总", "measures for a period and an area"}, [](Options& options) -> Action {
                auto v = std::make_shared<Values>();
                options.push_back({.name = "period", .into = &v->period, .help = {"时段，默认 last-month；如 2024、2024H1、2024Q3、2024-07、ytd@2024-09-04", "the period, last-month where none is given; as 2024, 2024H1, 2024Q3, 2024-07, ytd@2024-09-04"}, .value = "PERIOD",
                                   .choices = {"last-month", "this-month", "last-quarter", "this-quarter", "last-half", "this-half", "last-year", "this-year", "ytd"}});
                options.push_back({.name = "area", .into = &v->area, .help = {"只看此区划及其下", "in this area and all below it"}, .value = "CODE", .kind = "area"});
                options.push_back({.name = "by", .into = &v->by, .help = {"分组，可多个，逗号隔开，如 district、month、kind", "groups split by commas, as district, month, kind"}, .value = "GROUP,…", .choices = group_ids()});
                options.push_back({.name = "measures", .into = &v->measures, .help = {"指标，逗号隔开；默认全部（见 cpcc measures）", "measures split by commas; else all (see cpcc measures)"}, .value = "M,…", .choices = measure_ids()});
                options.push_back({.name = "compare", .into = &v->compare, .help = {"对比：previous 上期、last-year 上年同期", "with the previous period, or the same one last-year"}, .value = "WITH", .choices = {"previous", "last-year"}});
                options.push_back({.name = "total", .into = &v->total, .help = {"加合计行（重新计算，不是各行相加）", "a last row of totals (computed, not added up)"}});
                options.push_back({.name = "filed", .into = &v->filed, .help = {"没有记录的区划取其填报（与一级区划的分组同用）", "filed figures where an area keeps no records (with groups of one area level)"}});
                options.push_back({.name = "explain", .into = &v->explain, .help = {"列出某个数字背后的记录：编号:指标，合计只写指标", "the records behind a figure: CODE:MEASURE, or MEASURE for the total"}, .value = "CELL"});
                return [v](Context& context) { return run_summary(context, *v); };
            }};
}

Command measures_command() {
    return {"", {"各项指标及其定义", "the measures and what they count"}, [](Options&) -> Action {
                return [](Context& context) {
                    files::Table table{{}, {{"measure", say(Words{"指标", "measure"})}, {"label", say(Words{"名称", "label"})}, {"definition", say(Words{"定义", "definition"})}}, {}};
                    for (const report::Asked& asked : report::ask({}, context.config().measures))
                        table.rows.push_back({asked.id(), asked.label(), asked.definition()});
                    print(context, table);
                    return 0;
                };
            }};
}

}  // namespace cpcc::cli
