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

int run(Context& context, const CoverageOptions& options) {
    const Period period = period_or_last_month(context, options.period);
    return print_list(context, report::coverage(context.reporting(), {period, options.area, options.gap, context.human()}));
}

Options rows(CoverageOptions& o) {
    return {period_option(o.period),
            area_option(o.area),
            {.name = "gap", .into = &o.gap, .help = {"只列这一种", "only this list"}, .value = "WORD", .choices = gap_ids()}};
}

}  // namespace

Command coverage_command() {
    return command<CoverageOptions>("coverage", {"没有平台的区划和界别、没有下沉的委员、没有活动的平台……", "areas and sectors without a platform, members without an assignment, platforms without activity …"}, rows, run);
}

}  // namespace cpcc::cli
