// cpcc report coverage
#include "cpcc/report/coverage.hpp"

#include "framework/common_options.hpp"
#include "framework/context.hpp"
#include "framework/output.hpp"

#include <optional>

namespace cpcc::cli {

namespace {

struct CoverageOptions {
    std::optional<std::string> period, area, gap;
};

std::vector<std::string> gap_ids() {
    std::vector<std::string> ids;
    for (const report::Gap& gap : report::gaps()) ids.emplace_back(gap.id);
    return ids;
}

std::vector<Words> gap_labels() {
    std::vector<Words> labels;
    for (const report::Gap& gap : report::gaps()) labels.push_back(gap.label);
    return labels;
}

int run(Context& context, const CoverageOptions& options) {
    const Period period = period_or_last_month(context, options.period);
    return print_report(context,
                        report::coverage(context.reporting(), {period, options.area, options.gap, context.human()}));
}

Options rows(CoverageOptions& o) {
    return {period_option(o.period),
            area_option(o.area),
            {.name = "gap",
             .into = &o.gap,
             .help = {"只显示此类缺口", "only this gap"},
             .value = "WORD",
             .choices = gap_ids(),
             .labels = gap_labels()}};
}

}  // namespace

Command coverage_command() {
    return command<CoverageOptions>("coverage",
                                    {"没有平台的区划和界别、没有下沉安排的委员、没有开展活动的平台等",
                                     "areas and sectors without a platform, members without an assignment, platforms "
                                     "without activity, and more"},
                                    rows, run)
        .explained(
            {"列出覆盖缺口及其编号：没有平台的街道、社区、界别，没有品牌的街道，没有下沉、没有签承诺书、期内没有参"
             "加培训或活动的委员，没有召集人、没有下沉委员、期内没有活动的平台，期内没有走访的界别、单位和委员。平"
             "台、委员以时段最后一天为准；界别以该区划的委员所属为限；召集人须在任。走访界别指有界别的走访活动，单"
             "位、委员以受访角色为准。",
             "Lists each gap with its code: streets, communities and sectors without a platform, streets without "
             "a brand, members without an assignment, a signed commitment, a training or any attendance, "
             "platforms without a convener, an assigned member or an activity, and sectors, units and members "
             "not visited in the period. Platforms and members are those of the last day of the period. Sectors "
             "are those of the area's own members, and conveners must be in term. A sector is visited by a "
             "visit session with that sector, a unit or a member by the role `visited`."})
        .with_example("cpcc report coverage --period 2024-08 --area 420107 --gap platform_without_activity",
                      {"八月没有开展活动的平台", "Platforms of one district without activity in August"});
}

}  // namespace cpcc::cli
