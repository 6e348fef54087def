// cpcc KIND void, restore
#include "cpcc/base/counted.hpp"
#include "cpcc/base/error.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/store/voided.hpp"
#include "framework/common_options.hpp"
#include "framework/context.hpp"
#include "records/record_edit.hpp"

#include <string>
#include <vector>

namespace cpcc::cli {

using records::Kind;

namespace {

struct VoidOptions {
    std::vector<std::string> names;
    std::string why;
};

std::string still_refer(const store::Reference& reference, const Kind& to) {
    const records::CountedNoun& noun = reference.kind->counted;
    const std::string number = counted(reference.count, noun.one, noun.many);
    if (language() == Language::zh)
        return say(Words{"  仍有 {} {}与该{}关联。", "{} {} {}"}, number, noun.zh, to.label.zh);
    return fmt::format("  {} still {} to it.", number, reference.count == 1 ? "refers" : "refer");
}

int run(Context& context, const Kind& kind, const VoidOptions& options, bool voided) {
    const auto& names = options.names;
    if (voided && !store::is_void_reason(options.why))
        throw Error(Exit::usage, say(Words{"请用 --why 写明作废原因", "missing --why (reason for voiding)"}));
    if (!context.confirm(say(Words{"将修改 {} 条记录，是否继续？", "{} will change. Continue?"},
                             counted(static_cast<std::int64_t>(names.size()), "record", "records")),
                         static_cast<std::int64_t>(names.size())))
        return 1;
    std::vector<store::Record> records;
    for (const std::string& name : names) {
        records.push_back(store::find(context.writing(), kind, name));
        if ((records.back().voided != 0) == voided)
            throw Error(Exit::failed,
                        voided ? say(Words{"{} {} 已是作废状态", "{} {} is already voided"}, kind.label.get(), name)
                               : say(Words{"{} {} 未作废", "{} {} is not voided"}, kind.label.get(), name));
    }
    RecordEdit edit(context, kind, voided ? "void" : "restore", options.why);
    for (const store::Record& record : records) edit.raw().set_void(kind, record.id, voided);
    edit.finish(kind);
    for (std::size_t i = 0; i < names.size(); ++i) {
        context.note(voided ? say(Words{"{} {} 已作废。", "Voided {} {}."}, kind.label.get(), names[i])
                            : say(Words{"{} {} 已恢复。", "Restored {} {}."}, kind.label.get(), names[i]));
        if (!voided) continue;
        for (const auto& reference : store::references(context.writing(), kind, records[i].id))
            context.note(still_refer(reference, kind));
    }
    return 0;
}

Options rows(const Kind& kind, VoidOptions& o, bool voided) {
    return {{.name = kind.has_code() ? "CODE" : "ROW",
             .into = &o.names,
             .help = {"编号或行号（可填多个）", "one or more codes or row numbers"},
             .positional = true,
             .required = true,
             .kind = kind.id},
            why_option(o.why, voided)};
}

Command voiding(const Kind& kind, std::string verb, Words help, bool voided) {
    return command<VoidOptions>(
        std::move(verb), help, [&kind, voided](VoidOptions& o) { return rows(kind, o, voided); },
        [&kind, voided](Context& context, const VoidOptions& options) { return run(context, kind, options, voided); });
}

}  // namespace

Command void_command(const Kind& kind) {
    return voiding(kind, "void", {"作废记录（不删除，可恢复）", "void records (they are kept and can be restored)"},
                   true)
        .explained({"作废的记录不计入统计，不能修改，也不能被新记录引用。命令会提示仍引用它的记录数。",
                    "Voided records do not count, cannot be edited, and new records cannot refer to them. The command "
                    "counts the records that still refer to them."});
}
Command restore_command(const Kind& kind) {
    return voiding(kind, "restore", {"恢复已作废的记录", "restore voided records"}, false);
}

}  // namespace cpcc::cli
