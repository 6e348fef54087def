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
    return print_list(context, report::chain(context.reporting(), {options.code, options.kind, context.human()}));
}

Options rows(ChainOptions& o) {
    return {{.name = "CODE",
             .into = &o.code,
             .help = {"编号；回头看填行号，如 #12", "code, or the row number of a look-back, e.g. #12"},
             .positional = true,
             .required = true,
             .kind = "problem"},
            {.name = "kind",
             .into = &o.kind,
             .help = {"编号在多类记录中重复时，指定记录类别", "kind of record, if several have this code"},
             .value = "WORD",
             .choices = {"topic", "session", "problem", "document"}}};
}

}  // namespace

Command chain_command() {
    return command<ChainOptions>("chain",
                                 {"议题、活动、问题、成果或回头看的来龙去脉",
                                  "full history of a topic, session, problem, document or look-back"},
                                 rows, run)
        .explained({"从议题到活动、问题、成果和回头看，依次列出相关记录。",
                    "Lists the related records from topic to session, problem, document and look-back."})
        .with_example("cpcc report chain QS-Q2024-00001", {"一个问题的来龙去脉", "The full history of one problem"});
}

}  // namespace cpcc::cli
