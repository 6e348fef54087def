// cpcc period reopen
#include "cpcc/base/error.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/store/change.hpp"
#include "framework/common_options.hpp"
#include "report/period_options.hpp"

namespace cpcc::cli {

namespace {

int run(Context& context, const PeriodOptions& options) {
    if (trim(options.why).empty())
        throw Error(Exit::usage, say(Words{"请用 --why 写明解除封存的原因", "missing --why (reason for reopening)"}));
    const Period period = Period::parse(options.period, context.today());
    const auto area = area_of(context, options.area);
    store::Change change(context.writing(), context.author(), "period reopen", true, period.text(), options.why);
    change.reopen_period(area, period);
    change.commit();
    context.note(say(Words{"{}：{} 的数据已解除封存；见 cpcc period list --all。",
                           "Reopened {1} for {0}; see cpcc period list --all."},
                     name_of(area), period.text()));
    return 0;
}

Options rows(PeriodOptions& o) {
    Options options = period_and_area(o);
    options.push_back(why_option(o.why));
    return options;
}

}  // namespace

Command period_reopen_command() {
    return command<PeriodOptions>("reopen", {"解除封存（操作留痕）", "reopen a closed period (audited)"}, rows, run)
        .explained(
            {"原封存留有记录，时段可以重新封存。", "The closing stays on record, and the period can be closed again."})
        .with_example("cpcc period reopen 2024-08 --area 420107 --why 补录",
                      {"解除封存，写明原因", "End a closing, with the reason"});
}

}  // namespace cpcc::cli
