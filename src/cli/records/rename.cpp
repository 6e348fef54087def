// cpcc rename
#include "cpcc/base/error.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/store/records.hpp"
#include "framework/context.hpp"
#include "framework/record_names.hpp"
#include "records/kind_argument.hpp"
#include "records/record_edit.hpp"

namespace cpcc::cli {

namespace {

struct RenameOptions {
    std::string kind, old_code, new_code;
};

// Returns the code as records have it. Throws Error{usage} for what is no code, and for the code that the record has.
std::string code_of(const records::Kind& kind, const std::string& old_code, const std::string& text) {
    const records::Converted converted = records::convert(kind.at("code"), text);
    if (!converted.reason.empty()) throw Error(Exit::usage, converted.reason);
    const auto& code = std::get<std::string>(converted.value);
    if (code == old_code)
        throw Error(Exit::usage,
                    say(Words{"{}的编号已是 {}", "the code of this {} is {} already"}, kind.label.get(), code));
    return code;
}

int run(Context& context, const RenameOptions& options) {
    const records::Kind& kind = kind_named(options.kind);
    if (!kind.has_code())
        throw Error(Exit::usage, say(Words{"{}没有编号", "{} records have no codes"}, kind.label.get()));
    RecordNames names(context, context.writing());
    const std::string old_code = names.code_of(kind, options.old_code);
    const std::string code = code_of(kind, old_code, options.new_code);
    const store::Record record = store::find(context.writing(), kind, old_code);
    if (!names.understood().empty()) context.note(join(names.understood(), say(Words{"，", ", "})));
    RecordEdit edit(context, kind, "rename", {}, {{"code", "NEW"}});
    edit.raw().rename(kind, record.id, code);
    edit.finish(kind);
    context.note(
        say(Words{"{} {} 的编号已改为 {}。", "{} {} is now {}."}, capitalized(kind.label.str()), old_code, code));
    return 0;
}

Options rows(RenameOptions& o) {
    return {kind_option(&o.kind, true),
            {.name = "OLD",
             .into = &o.old_code,
             .help = {"现编号或名称", "present code or name"},
             .positional = true,
             .required = true},
            {.name = "NEW", .into = &o.new_code, .help = {"新编号", "new code"}, .positional = true, .required = true}};
}

}  // namespace

Command rename_command() {
    return command<RenameOptions>("", {"更改记录的编号", "change the code of a record"}, rows, run)
        .explained({"引用该记录的其他记录随之改变，更改记入历史。仍用原编号的导入文件会被退回，并提示新编号。"
                    "配置文件中的编号请自行修改。",
                    "Records that refer to it follow, and the history records the change. An import that still has the "
                    "old code is rejected with the new one. Change codes in the configuration yourself."})
        .with_example("cpcc rename session QS-S2024-00118 QS-2024-0701",
                      {"更改一场活动的编号", "Change the code of a session"});
}

}  // namespace cpcc::cli
