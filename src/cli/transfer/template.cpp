// cpcc template
#include "framework/context.hpp"
#include "framework/output.hpp"
#include "records/kind_argument.hpp"
#include "records/record_table.hpp"

namespace cpcc::cli {

namespace {

struct TemplateOptions {
    std::string kind;
};

int run(Context& asked, const TemplateOptions& options) {
    Context context(csv_by_default(asked.globals()), asked.streams());
    print(context, {{}, columns_of(file_columns(context, kind_named(options.kind), false)), {}});
    return 0;
}

Options rows(TemplateOptions& o) { return {kind_option(&o.kind)}; }

}  // namespace

Command template_command() {
    return command<TemplateOptions>("", {"导入用的空白表，只有表头", "blank sheet for import, with only the header"},
                                    rows, run)
        .with_example("cpcc template session --output session.xlsx", {"活动的空表", "An empty sheet for sessions"});
}

}  // namespace cpcc::cli
