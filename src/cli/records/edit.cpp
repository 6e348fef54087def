// cpcc KIND edit
#include "cpcc/base/error.hpp"
#include "framework/context.hpp"
#include "records/field_options.hpp"

namespace cpcc::cli {

using records::Kind;

namespace {

int run(Context& context, const Kind& kind, const FieldOptions& options) {
    const FieldValues said = options.said(kind);
    if (said.empty())
        throw Error(Exit::usage, say(Words{"请写明要修改的内容", "nothing to change"}),
                    say(Words{"如 --note 文字；清空某项请填 -（见 cpcc {} edit --help）",
                              "use e.g. --note TEXT, or - to clear a field (see cpcc {} edit --help)"},
                        kind.id));
    row_of(kind, said);
    context.allow_future(options.future);
    RecordEdit edit(context, kind, "edit");
    edit.change(kind, options.name, said);
    edit.finish(kind);
    context.note(edit.changed()
                     ? say(Words{"已修改{} {}。", "Changed {} {}."}, kind.label.get(), options.name)
                     : say(Words{"{} {} 的内容没有变化。", "No change to {} {}."}, kind.label.get(), options.name));
    return 0;
}

}  // namespace

Command edit_command(const Kind& kind) {
    const auto rows = [&kind](FieldOptions& values) {
        Options options{name_option(kind, values.name)};
        add_field_options(kind, values, options, false);
        return options;
    };
    return command<FieldOptions>(
               "edit", {"修改记录（填 - 清空该项）", "edit a record (- clears a field)"}, rows,
               [&kind](Context& context, const FieldOptions& values) { return run(context, kind, values); })
        .explained({"未填写的字段不变。", "Fields without an option do not change."});
}

}  // namespace cpcc::cli
