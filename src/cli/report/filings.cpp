// cpcc report filings
#include "cpcc/report/filing_status.hpp"

#include "framework/common_options.hpp"
#include "framework/context.hpp"
#include "framework/output.hpp"
#include "records/record_edit.hpp"
#include "report/report_options.hpp"

#include <optional>

namespace cpcc::cli {

namespace {

struct FilingsOptions {
    std::optional<std::string> period, area, measures, explain;
};

int run(Context& context, const FilingsOptions& options) {
    const Config& config = context.config();
    report::FilingStatusSpec spec;
    spec.period = period_or_last_month(context, options.period);
    spec.today = context.today();
    spec.area = options.area;
    spec.areas = config.filings.areas;
    spec.due_day = config.filings.due_day;
    spec.workdays = config.workdays;
    spec.measures = report::ask(comma_separated(options.measures), context.own_measures());
    spec.all = !options.measures;
    spec.human = context.human();
    return print_report(context, options.explain ? report::explain_filing(context.reporting(), spec, *options.explain)
                                                 : report::filing_status(context.reporting(), spec));
}

Options rows(FilingsOptions& o) {
    return {period_option(o.period),
            area_option(o.area),
            measures_option(o.measures, {"应填报的指标，逗号分隔（默认：该时段任一区划已填报的指标）",
                                         "comma-separated measures to file (default: those that any area filed)"}),
            {.name = "explain",
             .into = &o.explain,
             .help = {"列出一项数据的各次填报，填 区划:指标", "filings behind a figure: AREA:MEASURE"},
             .value = "CELL"}};
}

}  // namespace

Command filings_command() {
    return command<FilingsOptions>(
               "filings",
               {"各区划填报情况：按期、逾期、未填报", "which areas filed their figures: on time, late or not at all"},
               rows, run)
        .explained(
            {"按区划和指标列出配置文件 `[filings] areas` 中各区划的填报情况。期限为 `[filings] due_day`，即次月第几个"
             "工作日。详见 `cpcc help filed-figures`。",
             "Lists, by area and measure, what the areas in `[filings] areas` of the configuration filed. The "
             "deadline is `[filings] due_day`, a working day of the following month. See `cpcc help "
             "filed-figures`."})
        .with_example("cpcc report filings --period 2024-07", {"七月的填报情况", "Who filed for July"});
}

}  // namespace cpcc::cli
