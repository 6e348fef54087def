// cpcc report reconcile, and what filings are held to wherever they are written.
#include "report/report_commands.hpp"
#include "framework/context.hpp"
#include "cpcc/records/registry.hpp"
#include "cpcc/report/reconcile.hpp"
#include "cpcc/store/records.hpp"
#include "records/edit.hpp"
#include "config/filing_check.hpp"

#include <memory>

namespace cpcc::cli {

namespace {

struct Values {
    std::optional<std::string> period, area, measures, explain;
};

int run_reconcile(Context& context, const Values& values) {
    report::ReconcileSpec spec;
    if (values.period) spec.period = Period::parse(*values.period, context.today());
    spec.area = values.area;
    spec.measures = report::ask(listed(values.measures), context.config().measures);
    spec.all = !values.measures;
    spec.human = context.human();
    if (values.explain) {
        print(context, report::explain_filed(context.reporting(), spec, *values.explain));
        return 0;
    }
    const files::Table table = report::reconcile(context.reporting(), spec);
    print(context, table);
    if (table.rows.empty()) context.note(say(Words{"没有这样的填报。", "There are no such filings."}));
    return 0;
}

void check(const std::vector<report::Asked>& known, const records::Kind& kind, std::span<const records::Value> values, const store::Refuse& refuse) {
    const auto* measure = std::get_if<std::string>(&values[kind.index("measure")]);
    const auto* value = std::get_if<std::int64_t>(&values[kind.index("value")]);
    if (measure) report::check_filing(known, *measure, value ? std::optional(*value) : std::nullopt, refuse);
}

}  // namespace

store::CheckRow filing_check(const Config& config) {
    const records::Kind* filing = &records::kind("filing");
    return [filing, known = report::ask({}, config.measures)](const records::Kind& kind, std::span<const records::Value> values, const store::Refuse& refuse) {
        if (&kind == filing) check(known, kind, values, refuse);
    };
}

std::vector<std::string> wrong_filings(db::Connection& connection, const Config& config) {
    const records::Kind& kind = records::kind("filing");
    const std::vector<report::Asked> known = report::ask({}, config.measures);
    std::vector<std::string> found;
    store::list(connection, kind, {}, [&](const store::Record& record) {
        check(known, kind, record.values, [&](std::string_view field, const std::string& reason) {
            found.push_back(fmt::format("{} {}: {}: {}", kind.label.get(), store::name_of(kind, record), field, reason));
        });
    });
    return found;
}

Command reconcile_command() {
    return {"reconcile", {"各区填报的数字与记录对照", "figures that areas filed beside those of records"}, [](Options& options) -> Action {
                auto v = std::make_shared<Values>();
                options.push_back({.name = "period", .into = &v->period, .help = {"时段；不写则是填报过的每个时段", "the period; else every one that was filed for"}, .value = "PERIOD"});
                options.push_back({.name = "area", .into = &v->area, .help = {"只看此区划及其下", "in this area and all below it"}, .value = "CODE", .kind = "area"});
                options.push_back({.name = "measures", .into = &v->measures, .help = {"指标，逗号隔开；默认填报过的全部", "measures split by commas; else all that were filed"}, .value = "M,…", .choices = measure_ids()});
                options.push_back({.name = "explain", .into = &v->explain, .help = {"列出一项的填报及其记录：区划:指标", "the filings and the records of one: AREA:MEASURE"}, .value = "CELL"});
                return [v](Context& context) { return run_reconcile(context, *v); };
            }};
}

}  // namespace cpcc::cli
