// cpcc platform close
#include "records/lifecycle_verb.hpp"

namespace cpcc::cli {

std::vector<Command> platform_verbs(const records::Kind& kind) {
    return {verb(kind, "close", {"停用", "close it"}, {on_day()}, [](Context& context, VerbValues& v) {
        return change_one(context, "platform", v.name, "close", {{"closed_on", day_or_today(context, "on", v["on"])}}, {"平台 {} 已停用。", "Platform {} is closed."});
    })};
}

}  // namespace cpcc::cli
