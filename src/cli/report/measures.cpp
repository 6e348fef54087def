// cpcc measures
#include "cpcc/report/asked.hpp"

#include "framework/context.hpp"
#include "framework/output.hpp"

namespace cpcc::cli {

namespace {

int run(Context& context) {
    files::Table table{{},
                       {{"measure", say(Words{"指标", "measure"})},
                        {"label", say(Words{"名称", "label"})},
                        {"definition", say(Words{"定义", "definition"})}},
                       {}};
    for (const report::Asked& asked : report::ask({}, context.config().measures))
        table.rows.push_back({asked.id(), asked.label(), asked.definition()});
    print(context, table);
    return 0;
}

}  // namespace

Command measures_command() {
    return plain_command("", {"各项指标及其定义", "measures and their definitions"}, run)
        .explained({"含配置里自定的指标。", "Includes your own measures from the configuration."})
        .with_example("cpcc measures --format csv", {"全部指标的代号和定义", "Ids and definitions of all measures"});
}

}  // namespace cpcc::cli
