// cpcc report coverage, followup, chain: lists that an office acts on.
#include "report/report_commands.hpp"
#include "framework/context.hpp"
#include "cpcc/base/error.hpp"
#include "cpcc/report/chain.hpp"
#include "cpcc/report/coverage.hpp"
#include "cpcc/report/followup.hpp"
#include "records/edit.hpp"

#include <memory>

namespace cpcc::cli {

namespace {

struct CoverageValues {
    std::optional<std::string> period, area, gap;
};

std::vector<std::string> gap_ids() {
    std::vector<std::string> ids;
    for (const report::Gap& gap : report::gaps()) ids.emplace_back(gap.id);
    return ids;
}

struct FollowupValues {
    std::optional<std::string> on, area;
};

struct ChainValues {
    std::string code;
    std::optional<std::string> kind;
};

}  // namespace

Command coverage_command() {
    return {"coverage", {"没有平台的区划和界别、没有下沉的委员、没有活动的平台……", "areas and sectors without a platform, members without an assignment, platforms without activity …"}, [](Options& options) -> Action {
                auto v = std::make_shared<CoverageValues>();
                options.push_back({.name = "period", .into = &v->period, .help = {"时段，默认 last-month", "the period; last-month where none is given"}, .value = "PERIOD"});
                options.push_back({.name = "area", .into = &v->area, .help = {"只看此区划及其下", "in this area and all below it"}, .value = "CODE", .kind = "area"});
                options.push_back({.name = "gap", .into = &v->gap, .help = {"只列这一种", "only this list"}, .value = "WORD", .choices = gap_ids()});
                return [v](Context& context) {
                    const Period period = Period::parse(v->period.value_or("last-month"), context.today());
                    return print_list(context, report::coverage(context.reporting(), {period, v->area, v->gap, context.human()}));
                };
            }};
}

Command followup_command() {
    return {"followup", {"反弹的、超期的问题，和该回头看的", "problems relapsed and overdue, and look-backs that are due"}, [](Options& options) -> Action {
                auto v = std::make_shared<FollowupValues>();
                options.push_back({.name = "on", .into = &v->on, .help = {"以哪天为准，默认今天", "as of which day; today where none is given"}, .value = "DATE"});
                options.push_back({.name = "area", .into = &v->area, .help = {"只看此区划及其下", "in this area and all below it"}, .value = "CODE", .kind = "area"});
                return [v](Context& context) {
                    const Date on = *Date::parse(day_or_today(context, "on", v->on));
                    const Config& config = context.config();
                    return print_list(context, report::followup(context.reporting(), {on, v->area, config.workdays, config.lookback_after, context.human()}));
                };
            }};
}

Command chain_command() {
    return {"chain", {"一条议题、活动、问题、成果或回头看的来龙去脉", "where a topic, session, problem, document or look-back came from and what came of it"}, [](Options& options) -> Action {
                auto v = std::make_shared<ChainValues>();
                options.push_back({.name = "CODE", .into = &v->code, .help = {"编号；回头看写行号，如 #12", "its code; a look-back's row, as #12"}, .positional = true, .required = true, .kind = "problem"});
                options.push_back({.name = "kind", .into = &v->kind, .help = {"同一编号有几类时说明是哪一类", "which kind, where several have the code"}, .value = "WORD", .choices = {"topic", "session", "problem", "document"}});
                return [v](Context& context) { return print_list(context, report::chain(context.reporting(), {v->code, v->kind, context.human()})); };
            }};
}

}  // namespace cpcc::cli
