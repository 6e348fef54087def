// cpcc period close, reopen, list: figures frozen (domain.md, 4, "Closing").
#include "report/report_commands.hpp"
#include "framework/context.hpp"
#include "cpcc/base/error.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/report/frozen_figures.hpp"
#include "cpcc/store/change.hpp"

#include <memory>
#include <set>

namespace cpcc::cli {

namespace {

using files::text_cell;

struct Values {
    std::string period, why;
    std::optional<std::string> area;
    bool all = false;
};

// `--area`, else the office's own; none: all areas.
std::optional<std::string> area_of(Context& context, const Values& values) {
    if (values.area) return values.area;
    const std::string& office = context.config().office_area;
    return office.empty() ? std::nullopt : std::optional(office);
}

std::string name_of(const std::optional<std::string>& area) { return area ? say(Words{"区划 {}", "area {}"}, *area) : say(Words{"全部区划", "all areas"}); }

// The figures are counted inside the transaction that keeps them.
int close(Context& context, const Values& values) {
    const Period period = Period::parse(values.period, context.today());
    const auto area = area_of(context, values);
    const std::vector<report::Asked> measures = report::ask({}, context.config().measures);
    store::Change change(context.writing(), context.author(), "period close", true, period.text());
    std::set<int> areas;
    change.close_period(area, period, [&](const store::KeepFigure& keep) {
        report::figures_to_freeze(context.writing(), area, period, measures, [&](int place, const std::string& measure, std::optional<std::int64_t> value) {
            if (place != 0) areas.insert(place);
            keep(place, measure, value);
        });
    });
    change.commit();
    context.note(say(Words{"{}：{} 已封存，{} 个区划，{} 项指标。", "{}: {} is closed; areas: {}, measures: {}."}, name_of(area), period.text(), areas.size(), measures.size()));
    return 0;
}

int reopen(Context& context, const Values& values) {
    if (trim(values.why).empty()) throw Error(Exit::usage, say(Words{"缺少 --why（解除封存的原因）", "--why is missing (the reason)"}));
    const Period period = Period::parse(values.period, context.today());
    const auto area = area_of(context, values);
    store::Change change(context.writing(), context.author(), "period reopen", true, period.text(), values.why);
    change.reopen_period(area, period);
    change.commit();
    context.note(say(Words{"{}：{} 已解除封存；见 cpcc period list --all。", "{}: {} is open again; see cpcc period list --all."}, name_of(area), period.text()));
    return 0;
}

int list(Context& context, bool all) {
    files::Table table{{}, {{"period", say(Words{"时段", "period"})}, {"area", say(Words{"区划", "area"})}, {"area_name", say(Words{"区划名称", "area name"})},
                            {"closed_at", say(Words{"封存时间", "closed at"})}, {"closed_by", say(Words{"封存人", "closed by"})}, {"reopened_at", say(Words{"解除时间", "reopened at"})},
                            {"reopened_by", say(Words{"解除人", "reopened by"})}, {"why", say(Words{"解除原因", "why"})}}, {}};
    for (const store::Closing& one : store::closings(context.reading(), all)) {
        const store::Entry reopened = one.reopened.value_or(store::Entry{});
        const bool everywhere = one.area.empty() && context.human();
        table.rows.push_back({one.period.text(), text_cell(one.area), everywhere ? files::Cell{say(Words{"（全部）", "(all)"})} : text_cell(one.area_name), one.closed.at, one.closed.by,
                              text_cell(reopened.at), text_cell(reopened.by), text_cell(reopened.why)});
    }
    print(context, table);
    if (table.rows.empty()) context.note(say(Words{"没有封存的时段。", "No period is closed."}));
    return 0;
}

void add_period_and_area(Options& options, Values& values) {
    options.push_back({.name = "PERIOD", .into = &values.period, .help = {"时段，如 2024-08、2024Q3、last-month", "the period, as 2024-08, 2024Q3, last-month"}, .positional = true, .required = true,
                       .choices = {"last-month", "last-quarter", "last-half", "last-year"}});
    options.push_back({.name = "area", .into = &values.area, .help = {"区划；不写则为本机关的（office.area），再没有则为全部", "the area; else the office's own (office.area), else all"}, .value = "CODE", .kind = "area"});
}

}  // namespace

std::vector<Command> period_commands() {
    return {{"close", {"封存一个时段的数字：此后的改动列为调整", "freeze a period's figures: what changes later shows as an adjustment"}, [](Options& options) -> Action {
                 auto v = std::make_shared<Values>();
                 add_period_and_area(options, *v);
                 return [v](Context& context) { return close(context, *v); };
             }},
            {"reopen", {"解除封存（留痕）", "end a closing (it is kept and listed)"}, [](Options& options) -> Action {
                 auto v = std::make_shared<Values>();
                 add_period_and_area(options, *v);
                 options.push_back({.name = "why", .into = &v->why, .help = {"原因", "the reason"}, .value = "TEXT", .required = true});
                 return [v](Context& context) { return reopen(context, *v); };
             }},
            {"list", {"列出封存的时段", "list what is closed"}, [](Options& options) -> Action {
                 auto v = std::make_shared<Values>();
                 options.push_back({.name = "all", .into = &v->all, .help = {"连已解除的一起", "what was reopened too"}});
                 return [v](Context& context) { return list(context, v->all); };
             }}};
}

}  // namespace cpcc::cli
