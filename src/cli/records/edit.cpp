// cpcc KIND edit
#include "cpcc/base/error.hpp"
#include "framework/context.hpp"
#include "records/field_options.hpp"

namespace cpcc::cli {

using records::Kind;

namespace {

int run(Context& context, const Kind& kind, const FieldOptions& options) {
    const Said said = options.said(kind);
    if (said.empty())
        throw Error(Exit::usage, say(Words{"没有说要改什么", "it is not said what to change"}), say(Words{"如 --note 文字；清空写 -；见 cpcc {} edit --help", "for example --note TEXT; - empties a field; see cpcc {} edit --help"}, kind.id));
    row_of(kind, said);
    RecordEdit edit(context, kind, "edit");
    edit.change(kind, options.name, said);
    edit.finish(kind);
    context.note(edit.changed() ? say(Words{"{} {} 已修改。", "The {} {} is changed."}, kind.label.get(), options.name)
                                : say(Words{"{} {} 没有变化。", "The {} {} was so already; nothing was changed."}, kind.label.get(), options.name));
    return 0;
}

}  // namespace

Command edit_command(const Kind& kind) {
    const auto rows = [&kind](FieldOptions& values) {
        Options options{name_option(kind, values.name)};
        add_field_options(kind, values, options, false);
        return options;
    };
    return command<FieldOptions>("edit", {"修改（清空一项写 -）", "change it (- empties a field)"}, rows, [&kind](Context& context, const FieldOptions& values) { return run(context, kind, values); })
        .explained({"没有写到的字段不变。",
                    "Fields that you do not name stay."});
}

}  // namespace cpcc::cli
