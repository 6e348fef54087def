// cpcc audit verify
#include "cpcc/base/error.hpp"
#include "cpcc/store/trail.hpp"
#include "database/findings_table.hpp"
#include "framework/context.hpp"

#include <optional>

namespace cpcc::cli {

namespace {

struct AuditVerifyOptions {
    std::optional<std::string> since;
};

std::optional<store::KeptHead> head_of(const AuditVerifyOptions& options) {
    if (!options.since) return std::nullopt;
    if (auto head = store::kept_head(*options.since)) return head;
    throw Error(Exit::usage, say(Words{"--since：“{}”不是凭证", "--since: \"{}\" is not a head"}, *options.since),
                say(Words{"请填写 cpcc audit head 显示的凭证，如 E12-9f86d081884c7d659a2f",
                          "give what cpcc audit head printed, such as E12-9f86d081884c7d659a2f"}));
}

int run(Context& context, const AuditVerifyOptions& options) {
    const auto head = head_of(options);
    std::vector<store::Finding> found;
    store::verify_trail(context.reading(), head, [&](store::Finding one) { found.push_back(std::move(one)); });
    return print_findings(context, found, {"历史完好，凭证相符。", "The trail is whole."});
}

Options rows(AuditVerifyOptions& o) {
    return {{.name = "since",
             .into = &o.since,
             .help = {"留存的凭证，见 cpcc audit head", "a head that was kept, see cpcc audit head"},
             .value = "HEAD"}};
}

}  // namespace

Command audit_verify_command() {
    return command<AuditVerifyOptions>("verify", {"核对历史是否被改动", "verify that nobody altered the history"}, rows,
                                       run)
        .explained(
            {"逐项重算哈希值，列出被改动、删除或插入的操作。加 `--since` 再与留存的凭证核对，"
             "可发现连同哈希值一起改写的历史。有问题时退出码为 4。`cpcc check` 也作此项检查，但不核对凭证。",
             "Computes every hash again and lists entries that were altered, removed or inserted. With `--since` "
             "it also holds the history against a head that was kept, which finds a history that was written "
             "anew with its hashes. The exit status is 4 if anything is found. `cpcc check` verifies the same "
             "without a head."})
        .with_example("cpcc audit verify", {"核对全部历史", "Verify the whole history"});
}

}  // namespace cpcc::cli
