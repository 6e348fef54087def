// cpcc report honours
#include "cpcc/report/honours.hpp"

#include "framework/common_options.hpp"
#include "framework/context.hpp"
#include "framework/output.hpp"

namespace cpcc::cli {

namespace {

struct HonoursOptions {
    std::optional<std::string> period, area;
};

int run(Context& context, const HonoursOptions& options) {
    const Period period = Period::parse(options.period.value_or("this-year"), context.today());
    return print_report(context, report::honours(context.reporting(), {period, options.area, context.human()}));
}

Options rows(HonoursOptions& o) {
    return {period_option(o.period, {"时段（默认：this-year）", "reporting period (default: this-year)"}),
            area_option(o.area)};
}

}  // namespace

Command honours_command() {
    return command<HonoursOptions>("honours", {"受表扬的委员和平台名单", "commended members and platforms by name"},
                                   rows, run)
        .explained({"按日期列出期内的表扬：名称、发文机关、受表扬的委员或平台。`--area` "
                    "按平台所在区划、委员所属政协区划限定。每行是一条记录，编号在末列；人次、个次即行数。",
                    "Lists the commendations of the period by day: title, issuer, and the member or platform. `--area` "
                    "selects by the platform's area and the area of the member's committee. Each row is one record, "
                    "with its code in the last column; the counts in the "
                    "heading are those of the rows."})
        .with_example("cpcc report honours --period 2024 --area 420107",
                      {"一个区全年的表扬名单", "The commendations of one district in a year"});
}

}  // namespace cpcc::cli
