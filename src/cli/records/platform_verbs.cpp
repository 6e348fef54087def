// cpcc platform close
#include "records/lifecycle_verb.hpp"

namespace cpcc::cli {

std::vector<Command> platform_verbs(const records::Kind& kind) {
    return {verb(kind, "close", {"停用平台", "close a platform"}, {on_day(), again()},
                 [](Context& context, VerbValues& v) {
                     return set_day(context, v,
                                    {"platform",
                                     "closed_on",
                                     "close",
                                     {"{}已停用。", "Closed {}."},
                                     {"{}已于 {} 停用", "{} was closed on {}"}});
                 })
                .explained({"该日为平台开放的最后一天。", "This is the last day on which the platform is open."})
                .with_example("cpcc platform close QS-P-003 --on 2026-11-30", {"停用一个平台", "Close a platform"})};
}

}  // namespace cpcc::cli
