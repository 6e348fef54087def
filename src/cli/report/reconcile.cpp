// cpcc report reconcile
#include "cpcc/report/reconcile.hpp"

#include "framework/common_options.hpp"
#include "framework/context.hpp"
#include "framework/output.hpp"
#include "records/record_edit.hpp"
#include "report/report_options.hpp"

#include <optional>

namespace cpcc::cli {

namespace {

struct ReconcileOptions {
    std::optional<std::string> period, area, measures, explain;
};

int run(Context& context, const ReconcileOptions& options) {
    report::ReconcileSpec spec;
    if (options.period) spec.period = Period::parse(*options.period, context.today());
    spec.area = options.area;
    spec.measures = report::ask(comma_separated(options.measures), context.own_measures());
    spec.all = !options.measures;
    spec.human = context.human();
    if (options.explain) {
        return print_report(context, report::explain_filed(context.reporting(), spec, *options.explain));
    }
    return print_report(context, report::reconcile(context.reporting(), spec));
}

Options rows(ReconcileOptions& o) {
    return {period_option(o.period,
                          {"时段（默认：所有已填报的时段）", "reporting period (default: every period with a filing)"}),
            area_option(o.area),
            measures_option(o.measures, {"指标，逗号分隔（默认：所有已填报的指标）",
                                         "comma-separated measures (default: all filed measures)"}),
            {.name = "explain",
             .into = &o.explain,
             .help = {"列出一项填报及其依据的记录，填 区划:指标", "filings and records behind a figure: AREA:MEASURE"},
             .value = "CELL",
             .kind = "area"}};
}

}  // namespace

Command reconcile_command() {
    return command<ReconcileOptions>(
               "reconcile", {"区划填报数据与记录统计数据的对照", "filed figures compared with figures from records"},
               rows, run)
        .explained({"逐项对照，并注明是否相符。详见 `cpcc help filed-figures`。",
                    "Compares figure by figure and tells whether they agree. See `cpcc help filed-figures`."})
        .with_example("cpcc report reconcile --area 420107",
                      {"一个区填报的数字与记录对照", "Filed figures of one district beside those of its records"});
}

}  // namespace cpcc::cli
