#include "cpcc/store/refusal.hpp"

#include "cpcc/base/counted.hpp"
#include "cpcc/base/words.hpp"

#include <algorithm>

namespace cpcc::store {

std::string text_of(const Refusal& refusal) {
    std::string reason = refusal.reason;  // it may quote a cell with line breaks, but must be one line
    std::replace(reason.begin(), reason.end(), '\n', ' ');
    if (refusal.line == 0 && refusal.file.empty()) {
        if (refusal.field.empty()) return reason;
        if (refusal.field == "code") return say(Words{"编号：{}", "CODE: {}"}, reason);
        std::string option(refusal.field);
        std::replace(option.begin(), option.end(), '_', '-');
        return say(Words{"--{}：{}", "--{}: {}"}, option, reason);
    }
    if (refusal.field.empty()) return fmt::format("{}:{}: {}", refusal.file, refusal.line, reason);
    return fmt::format("{}:{}: {}: {}", refusal.file, refusal.line, refusal.field, reason);
}

Refused::Refused(std::vector<Refusal> refusals)
    : Error(Exit::rejected, say(Words{"有 {} 处有误，未作任何修改", "{}; nothing was changed"},
                                counted(static_cast<std::int64_t>(refusals.size()), "error", "errors"))),
      refusals_(std::move(refusals)) {}

}  // namespace cpcc::store
