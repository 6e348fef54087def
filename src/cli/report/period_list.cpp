// cpcc period list
#include "cpcc/store/change.hpp"
#include "framework/context.hpp"
#include "framework/output.hpp"

namespace cpcc::cli {

namespace {

using files::text_cell;

struct PeriodListOptions {
    bool all = false;
};

int run(Context& context, const PeriodListOptions& options) {
    files::Table table{{},
                       {{"period", say(Words{"时段", "period"})},
                        {"area", say(Words{"区划", "area"})},
                        {"area_name", say(Words{"区划名称", "area name"})},
                        {"closed_at", say(Words{"封存时间", "closed at"})},
                        {"closed_by", say(Words{"封存人", "closed by"})},
                        {"reopened_at", say(Words{"解除封存时间", "reopened at"})},
                        {"reopened_by", say(Words{"解除封存人", "reopened by"})},
                        {"why", say(Words{"解除封存原因", "reason"})}},
                       {}};
    for (const store::Closing& one : store::closings(context.reading(), options.all)) {
        const store::Entry reopened = one.reopened.value_or(store::Entry{});
        const bool everywhere = one.area.empty() && context.human();
        table.rows.push_back({one.period.text(), text_cell(one.area),
                              everywhere ? files::Cell{say(Words{"（全部）", "(all)"})} : text_cell(one.area_name),
                              one.closed.at, one.closed.by, text_cell(reopened.at), text_cell(reopened.by),
                              text_cell(reopened.why)});
    }
    print(context, table);
    if (table.rows.empty()) context.note(say(Words{"没有已封存的时段。", "No closed periods."}));
    return 0;
}

Options rows(PeriodListOptions& o) {
    return {{.name = "all", .into = &o.all, .help = {"含已解除封存的时段", "include reopened periods"}}};
}

}  // namespace

Command period_list_command() {
    return command<PeriodListOptions>("list", {"列出已封存的时段", "list closed periods"}, rows, run)
        .explained({"列出封存的时段，何人何时封存；`--all` 含已解除的，及何人何时因何解除。",
                    "Lists closed periods with who closed them and when; `--all` includes reopened ones with who "
                    "reopened them, when and why."})
        .with_example("cpcc period list --all", {"含已解除的封存", "Closed periods, reopened ones included"});
}

}  // namespace cpcc::cli
