// cpcc merge
#include "cpcc/base/counted.hpp"
#include "cpcc/base/error.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/store/records.hpp"
#include "framework/context.hpp"
#include "framework/record_names.hpp"
#include "records/kind_argument.hpp"
#include "records/record_edit.hpp"

namespace cpcc::cli {

using records::Kind;

namespace {

struct MergeOptions {
    std::string kind, keep, gone;
};

// Returns the record. Throws Error{failed} if it is voided.
store::Record live(Context& context, const Kind& kind, const std::string& name) {
    store::Record record = store::find(context.writing(), kind, name);
    if (record.voided)
        throw Error(
            Exit::failed, say(Words{"{} {} 已作废", "{} {} is voided"}, kind.label.get(), name),
            say(Words{"请先用 cpcc {} restore {} 恢复", "restore it first: cpcc {} restore {}"}, kind.id, name));
    return record;
}

std::string counts(const std::vector<store::Reference>& references) {
    std::vector<std::string> all;
    for (const store::Reference& reference : references) {
        const records::CountedNoun& noun = reference.kind->counted;
        const std::string number = counted(reference.count, noun.one, noun.many);
        all.push_back(language() == Language::zh ? fmt::format("{} {}", number, noun.zh) : number);
    }
    return listed(all);
}

// Returns the fields that only the other record has: they stay there.
std::vector<std::string> left_fields(const Kind& kind, const store::Record& keep, const store::Record& gone) {
    std::vector<std::string> fields;
    for (std::size_t f = 0; f < kind.fields.size(); ++f)
        if (records::empty(keep.values[f]) && !records::empty(gone.values[f]) && !kind.fields[f].has_records())
            fields.push_back(kind.fields[f].label.str());
    return fields;
}

void tell(Context& context, const Kind& kind, const std::string& keep, const std::string& gone,
          const store::Merged& merged) {
    context.note(say(Words{"{0} {1} 已并入 {2}。", "Merged {0} {1} into {2}."}, kind.label.get(), gone, keep));
    if (!merged.moved.empty())
        context.note(say(Words{"改为引用 {0}：{1}。", "Now refer to {0}: {1}."}, keep, counts(merged.moved)));
    if (!merged.voided.empty())
        context.note(
            say(Words{"{0} 已有而作废：{1}。", "Voided, because {0} has the same: {1}."}, keep, counts(merged.voided)));
}

int run(Context& context, const MergeOptions& options) {
    const Kind& kind = kind_named(options.kind);
    RecordNames names(context, context.writing());
    const std::string keep = names.code_of(kind, options.keep), gone = names.code_of(kind, options.gone);
    const store::Record kept = live(context, kind, keep), other = live(context, kind, gone);
    if (!names.understood().empty()) context.note(join(names.understood(), say(Words{"，", ", "})));
    if (kept.id == other.id)
        throw Error(Exit::usage, say(Words{"{} 与 {} 是同一条记录", "{} and {} are the same record"}, keep, gone));
    RecordEdit edit(context, kind, "merge", say(Words{"并入 {}", "merged into {}"}, keep));
    const store::Merged merged = edit.raw().merge(kind, kept.id, other.id);
    if (!context.confirm(say(Words{"将修改 {} 条记录，是否继续？", "{} will change. Continue?"},
                             counted(merged.records(), "record", "records")),
                         merged.records()))
        return 1;
    edit.finish(kind);
    tell(context, kind, keep, gone, merged);
    if (const auto left = left_fields(kind, kept, other); !left.empty())
        context.note(say(Words{"以下内容只有 {0} 填写，未并入；需要时请用 cpcc {1} edit 补填：{2}。",
                               "Only {0} has these; add them with cpcc {1} edit if they are right: {2}."},
                         gone, kind.id, listed(left)));
    return 0;
}

Options rows(MergeOptions& o) {
    return {kind_option(&o.kind, true),
            {.name = "KEEP",
             .into = &o.keep,
             .help = {"保留的记录：编号或名称", "the record that stays: code or name"},
             .positional = true,
             .required = true},
            {.name = "GONE",
             .into = &o.gone,
             .help = {"并入的记录：编号或名称", "the record that it replaces: code or name"},
             .positional = true,
             .required = true}};
}

}  // namespace

Command merge_command() {
    return command<MergeOptions>("", {"将两条记录合并为一条", "make two records one"}, rows, run)
        .explained(
            {"引用后者的记录改为引用前者，后者作废，原因为“并入”。前者已有的（如同一场活动的参加记录）不重复计入，随之"
             "作废。"
             "前者的内容不变；只有后者填写的内容会列出，由人补填。违反规则的合并不执行，如活动早于委员任职。"
             "全部改动记入历史。",
             "Records that refer to the second refer to the first, and the second is voided with the reason. What "
             "the first has already, such as the attendance of one session, is voided too. The fields of the "
             "first stay; those that only the second has are listed, for a person to add. A merge that breaks a "
             "rule is refused, such as a session before the member joined. The history records every change."})
        .with_example("cpcc merge session QS-S2024-00116 QS-S2024-00117",
                      {"第二场是重复登记，并入第一场", "The second is the first under another code"});
}

}  // namespace cpcc::cli
