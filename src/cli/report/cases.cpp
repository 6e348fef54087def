// cpcc report cases
#include "cpcc/report/cases.hpp"

#include "framework/common_options.hpp"
#include "framework/context.hpp"
#include "framework/output.hpp"

namespace cpcc::cli {

namespace {

struct CasesOptions {
    std::optional<std::string> period, area;
};

int run(Context& context, const CasesOptions& options) {
    const Period period = Period::parse(options.period.value_or("this-year"), context.today());
    return print_report(context, report::cases(context.reporting(), {period, options.area, context.human()}));
}

Options rows(CasesOptions& o) {
    return {period_option(o.period, {"时段（默认：this-year）", "reporting period (default: this-year)"}),
            area_option(o.area)};
}

}  // namespace

Command cases_command() {
    return command<CasesOptions>("cases", {"典型案例的来龙去脉", "model cases with their story"}, rows, run)
        .explained({"列出期内发布的典型案例（宣传中“典型案例”为是的），以及相应的活动、问题、成果、办理和回头看。"
                    "每行是一条记录，并列出编号。",
                    "Lists the model cases published in the period (publicity with model_case=yes), each with its "
                    "session, problems, documents, handling and look-backs. Each row is one record, with its code."})
        .with_example("cpcc report cases --period 2024H1", {"上半年的典型案例", "The model cases of the first half"});
}

}  // namespace cpcc::cli
