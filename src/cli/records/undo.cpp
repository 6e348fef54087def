// cpcc undo
#include "cpcc/base/counted.hpp"
#include "cpcc/base/error.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/store/change.hpp"
#include "cpcc/store/journal.hpp"
#include "framework/common_options.hpp"
#include "framework/context.hpp"
#include "records/action_word.hpp"
#include "records/record_edit.hpp"

#include <optional>

namespace cpcc::cli {

namespace {

struct UndoOptions {
    std::optional<std::string> which;
    std::string why;
};

store::ToUndo wanted(const UndoOptions& options) {
    store::ToUndo undo;
    if (!options.which) return undo;
    if ((undo.entry = store::entry_named(*options.which))) return undo;
    const auto number = whole_number(*options.which);
    if (!number || *number < 1)
        throw Error(
            Exit::usage,
            say(Words{"“{}”不是项数，也不是操作序号", "\"{}\" is neither a number nor an entry"}, *options.which),
            say(Words{"请填写最近几项，如 2，或操作序号，如 E12（见 cpcc log）",
                      "give how many to take back, such as 2, or an entry such as E12 (see cpcc log)"}));
    undo.last = *number;
    return undo;
}

// Returns `3 records voided, 1 restored`, the parts that are not zero.
std::string counts(const store::Undone& done) {
    std::vector<std::string> parts;
    const auto add = [&](std::int64_t count, Words words, std::string_view one, std::string_view many) {
        if (count > 0) parts.push_back(say(words, counted(count, one, many)));
    };
    add(done.voided, {"作废 {} 条", "{} voided"}, "record", "records");
    add(done.restored, {"恢复 {} 条", "{} restored"}, "record", "records");
    add(done.changed, {"改回 {} 条", "{} changed back"}, "record", "records");
    add(done.reopened, {"解封 {} 个时段", "{} reopened"}, "period", "periods");
    return listed(parts);
}

std::string named(const store::Undone::Entry& entry) {
    const std::string what = entry.source.empty() ? action_word(entry.action)
                                                  : fmt::format("{} {}", action_word(entry.action), entry.source);
    return say(Words{"{}（{}，{}，{}）", "{} ({}, {}, {})"}, store::entry_name(entry.id), what, entry.by, entry.at);
}

std::string entries_text(const store::Undone& done) {
    std::vector<std::string> all;
    for (const auto& entry : done.entries) all.push_back(named(entry));
    return listed(all);
}

int run(Context& context, const UndoOptions& options) {
    const store::ToUndo undo = wanted(options);
    try {
        store::Change change(context.writing(), context.author(), "undo", true, {}, options.why);
        const store::Undone done = change.undo(undo);
        change.check_only();
        if (!change.changed()) {
            context.note(say(Words{"{} 没有可撤销的改动。", "{} left nothing to take back."}, entries_text(done)));
            return 0;
        }
        if (!context.confirm(say(Words{"将撤销 {}：{}，是否继续？", "This takes back {}: {}. Continue?"},
                                 entries_text(done), counts(done)),
                             done.all()))
            return 1;
        change.commit();
        context.note(say(Words{"已撤销 {}：{}。", "Took back {}: {}."}, entries_text(done), counts(done)));
        note_doubles(context, change);
    } catch (const store::Refused& refused) {
        refuse(refused);
    }
    return 0;
}

Options rows(UndoOptions& o) {
    return {{.name = "N|ENTRY",
             .into = &o.which,
             .help = {"最近几项操作（默认：1），或一项操作的序号，如 E12",
                      "how many of your last entries (default: 1), or one entry such as E12"},
             .positional = true},
            why_option(o.why, false)};
}

}  // namespace

Command undo_command() {
    return command<UndoOptions>("", {"撤销操作或导入", "take back a command or an import"}, rows, run)
        .explained(
            {"撤销本人最近的一项或几项操作，或序号所指的一项（见 `cpcc log`）：新增的记录作废，改动的字段改回原值，"
             "作废的恢复，封存的时段解封。成批导入整批撤销。全部撤销，或一项也不撤销。撤销本身也记入历史，可再撤销。"
             "此后的改动依赖于它的，拒绝撤销并列明：同一字段后来又有修改，仍有记录引用它新增的记录，"
             "或所在时段后来已封存。",
             "Takes back the last entries that you made, or the one that you name (see `cpcc log`). Records that it "
             "added "
             "are voided, changed fields get their former values, voided records are restored, and a closed period is "
             "reopened. A bulk import is taken back as a whole. Either everything is taken back or nothing. The undo "
             "is an entry of the history itself and can be taken back too. It is refused, with a list, if later "
             "changes depend on it: the same field was changed later, a record refers to one that it added, or its "
             "period was closed since."})
        .with_example("cpcc undo", {"撤销本人最近一项操作", "Take back your last entry"})
        .with_example("cpcc undo 2 --why 重复登记", {"撤销最近两项", "Take back the last two"});
}

}  // namespace cpcc::cli
