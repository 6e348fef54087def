// cpcc period close
#include "cpcc/base/counted.hpp"
#include "cpcc/report/frozen_figures.hpp"
#include "cpcc/store/change.hpp"
#include "report/period_options.hpp"

#include <set>

namespace cpcc::cli {

// Counts the figures inside the transaction that stores them.
void close_period(Context& context, const Period& period, const std::optional<std::string>& area) {
    const std::vector<report::Asked> measures = report::ask({}, context.own_measures());
    store::Change change(context.writing(), context.author(), "period close", true, period.text());
    std::set<int> areas;
    change.close_period(area, period, [&](const store::KeepFigure& keep) {
        report::figures_to_freeze(context.writing(), area, period, measures,
                                  [&](int place, const std::string& measure, std::optional<std::int64_t> value) {
                                      if (place != 0) areas.insert(place);
                                      keep(place, measure, value);
                                  });
    });
    change.commit();
    context.note(say(Words{"{}：{} 的数据已封存，共 {} 个区划、{} 项指标。", "Closed {1} for {0}: {2}, {3}."},
                     name_of(area), period.text(), counted(static_cast<std::int64_t>(areas.size()), "area", "areas"),
                     counted(static_cast<std::int64_t>(measures.size()), "measure", "measures")));
}

namespace {

int run(Context& context, const PeriodOptions& options) {
    close_period(context, Period::parse(options.period, context.today()), area_of(context, options.area));
    return 0;
}

}  // namespace

Command period_close_command() {
    return command<PeriodOptions>("close",
                                  {"封存一个时段的数据；此后的修改列为调整",
                                   "freeze the figures of a period; later changes show as adjustments"},
                                  period_and_area, run)
        .explained({"时段须已结束。详见 `cpcc help closed-periods`。",
                    "The period must have ended. See `cpcc help closed-periods`."})
        .with_example("cpcc period close 2024-08 --area 420107",
                      {"封存一个区八月的数字", "Freeze the figures of one district for August"});
}

}  // namespace cpcc::cli
