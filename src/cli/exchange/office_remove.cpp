// cpcc office remove
#include "cpcc/store/senders.hpp"
#include "framework/common_options.hpp"
#include "framework/context.hpp"

namespace cpcc::cli {

namespace {

struct OfficeRemoveOptions {
    std::string code, why;
};

int run(Context& context, const OfficeRemoveOptions& options) {
    store::remove_sender(context.writing(), context.author(), options.code, options.why);
    context.note(say(Words{"今后不再接收单位 {} 的数据包；已接收的记录不变。",
                           "Bundles of office {} are no longer taken. What it sent stays."},
                     options.code));
    return 0;
}

Options rows(OfficeRemoveOptions& o) {
    return {
        {.name = "CODE", .into = &o.code, .help = {"单位编号", "office code"}, .positional = true, .required = true},
        why_option(o.why)};
}

}  // namespace

Command office_remove_command() {
    return command<OfficeRemoveOptions>("remove", {"不再接收一个单位的数据包", "take no more bundles of an office"},
                                        rows, run)
        .explained({"对方更换密钥时，先移除，再用新公钥登记。",
                    "If an office changes its key, remove it and add it again with the new one."});
}

}  // namespace cpcc::cli
