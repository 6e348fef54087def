// cpcc report chain
#include "cpcc/report/chain.hpp"

#include "framework/context.hpp"
#include "framework/output.hpp"

#include <optional>

namespace cpcc::cli {

namespace {

struct ChainOptions {
    std::string code;
    std::optional<std::string> kind;
};

int run(Context& context, const ChainOptions& options) {
    return print_report(context, report::chain(context.reporting(), {options.code, options.kind, context.human()}));
}

Options rows(ChainOptions& o) {
    return {{.name = "CODE",
             .into = &o.code,
             .help = {"编号；回头看、进展、办理填行号，如 #12",
                      "code, or the row number of a look-back, progress or handling, e.g. #12"},
             .positional = true,
             .required = true,
             .kind = "problem",
             .more_kinds = {"topic", "session", "document", "publicity"}},
            {.name = "kind",
             .into = &o.kind,
             .help = {"编号在多类记录中重复，或查询进展、办理时，指定记录类别",
                      "kind of record, if several have this code or number"},
             .value = "WORD",
             .choices = {"topic", "session", "problem", "document", "donation", "publicity", "lookback", "progress",
                         "handling"}}};
}

}  // namespace

Command chain_command() {
    return command<ChainOptions>("chain",
                                 {"议题、活动、问题、成果或回头看的来龙去脉",
                                  "full history of a topic, session, problem, document or look-back"},
                                 rows, run)
        .explained({"从议题到活动、问题、进展（五共）、成果、办理、捐赠、宣传和回头看，依次列出相关记录。反弹之前的解决"
                    "仍予列出。",
                    "Lists the related records from topic to session, problem, progress, document, handling, donation, "
                    "publicity and look-back. A solution that relapsed stays in the chain."})
        .with_example("cpcc report chain QS-Q2024-00001", {"一个问题的来龙去脉", "The full history of one problem"});
}

}  // namespace cpcc::cli
