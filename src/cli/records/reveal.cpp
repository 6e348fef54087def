#include "records/reveal.hpp"

#include "cpcc/store/history.hpp"

namespace cpcc::cli {

Option reveal_option(bool& into) {
    return {
        .name = "reveal", .into = &into, .help = {"显示完整电话号码（操作留痕）", "show full phone numbers (audited)"}};
}

void reveal_phones(Context& context, const records::Kind& kind, const std::string& what) {
    if (kind.has_phones()) reveal_phones(context, what);
}

void reveal_phones(Context& context, const std::string& what) {
    store::record_reveal(context.writing(), context.identity(), what);
    context.keep_output_private();
}

}  // namespace cpcc::cli
