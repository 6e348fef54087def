// cpcc distinct
#include "cpcc/base/error.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/store/records.hpp"
#include "framework/context.hpp"
#include "framework/record_names.hpp"
#include "records/kind_argument.hpp"
#include "records/record_edit.hpp"

namespace cpcc::cli {

namespace {

struct DistinctOptions {
    std::string kind, one, other;
};

int run(Context& context, const DistinctOptions& options) {
    const records::Kind& kind = kind_named(options.kind);
    if (kind.alike.empty())
        throw Error(Exit::usage, say(Words{"{}没有疑似重复的规则", "{} records are never reported as likely doubles"},
                                     kind.label.get()));
    RecordNames names(context, context.writing());
    const store::Record one = store::find(context.writing(), kind, names.code_of(kind, options.one)),
                        other = store::find(context.writing(), kind, names.code_of(kind, options.other));
    if (!names.understood().empty()) context.note(join(names.understood(), say(Words{"，", ", "})));
    if (one.id == other.id)
        throw Error(Exit::usage,
                    say(Words{"{} 与 {} 是同一条记录", "{} and {} are the same record"}, options.one, options.other));
    RecordEdit edit(context, kind, "distinct");
    edit.raw().set_distinct(kind, one.id, other.id);
    edit.raw().commit();
    context.note(say(Words{"已确认{0} {1} 与 {2} 是两条记录。", "Recorded: {0} {1} and {2} are distinct."},
                     kind.label.get(), options.one, options.other));
    return 0;
}

Options rows(DistinctOptions& o) {
    return {kind_option(&o.kind, true),
            {.name = "A",
             .into = &o.one,
             .help = {"第一条记录的编号", "code of one record"},
             .positional = true,
             .required = true},
            {.name = "B",
             .into = &o.other,
             .help = {"第二条记录的编号", "code of the other record"},
             .positional = true,
             .required = true}};
}

}  // namespace

Command distinct_command() {
    return command<DistinctOptions>(
               "", {"确认两条相似的记录不是重复", "confirm that two similar records are not doubles"}, rows, run)
        .explained({"登记、导入和 `cpcc check` "
                    "会列出疑似重复的记录：同一平台同日同类且题目相近的活动，同一区划同姓名同界别的委员，同日同一捐赠人"
                    "同数额的捐赠。确认后不再列出。",
                    "Adding, importing and `cpcc check` name records that may be doubles: sessions of one platform, "
                    "day and kind with similar titles; members of one area, name and sector; donations of one day, "
                    "donor and amount. A confirmed pair is not named again."})
        .with_example("cpcc distinct session QS-S2024-00001 QS-S2024-00002",
                      {"确认两场活动不是重复", "Confirm that two sessions are distinct"});
}

}  // namespace cpcc::cli
