// cpcc bundle conflicts
#include "cpcc/base/error.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/store/conflicts.hpp"
#include "cpcc/store/voided.hpp"
#include "framework/common_options.hpp"
#include "framework/context.hpp"
#include "framework/output.hpp"

namespace cpcc::cli {

namespace {

struct BundleConflictsOptions {
    std::optional<std::string> resolve;
    std::string why;
    bool keep = false, take = false;
};

int list(Context& context) {
    files::Table table{{},
                       {{"number", say(Words{"序号", "number"}), files::CellType::integer},
                        {"office", say(Words{"单位", "office"})},
                        {"kind", say(Words{"类别", "kind"})},
                        {"record", say(Words{"记录", "record"})},
                        {"field", say(Words{"字段", "field"})},
                        {"here", say(Words{"本库现值", "here"})},
                        {"there", say(Words{"另一版本", "other version"})}},
                       {}};
    const bool human = context.human();
    for (const store::Conflict& one : store::conflicts(context.reading())) {
        const records::Field* field = one.kind->find(one.field);
        table.rows.push_back({one.number, one.sender, std::string(human ? one.kind->label.get() : one.kind->id),
                              one.record, human && field ? field->label.str() : one.field, files::text_cell(one.here),
                              files::text_cell(one.there)});
    }
    print(context, table);
    if (table.rows.empty()) context.note(say(Words{"没有冲突。", "No conflicts."}));
    return 0;
}

int run(Context& context, const BundleConflictsOptions& options) {
    if (!options.resolve) {
        if (options.keep || options.take || !options.why.empty())
            throw Error(Exit::usage, say(Words{"--keep、--take、--why 须与 --resolve 同用",
                                               "--keep, --take and --why need --resolve"}));
        return list(context);
    }
    const auto number = whole_number(*options.resolve);
    if (!number)
        throw Error(Exit::usage,
                    say(Words{"--resolve：“{}”不是数字", "--resolve: \"{}\" is not a number"}, *options.resolve),
                    say(Words{"见 cpcc bundle conflicts", "see cpcc bundle conflicts"}));
    if (options.keep == options.take)
        throw Error(Exit::usage, say(Words{"请用 --keep 或 --take 写明取舍", "use either --keep or --take"}));
    if (!store::is_void_reason(options.why))
        throw Error(Exit::usage, say(Words{"请用 --why 写明理由", "missing --why (reason)"}));
    store::resolve_conflict(context.writing(), context.author(), *number,
                            options.keep ? store::Resolution::keep : store::Resolution::take, options.why);
    context.note(say(Words{"冲突 {} 已处理。", "Conflict {} is resolved."}, *number));
    return 0;
}

Options rows(BundleConflictsOptions& o) {
    return {{.name = "resolve",
             .into = &o.resolve,
             .help = {"处理这一冲突（序号）", "number of the conflict to resolve"},
             .value = "N"},
            {.name = "keep", .into = &o.keep, .help = {"保留本库现值", "leave the record as it is"}},
            {.name = "take", .into = &o.take, .help = {"采用另一版本", "make the other version the record"}},
            why_option(o.why, false)};
}

}  // namespace

Command bundle_conflicts_command() {
    return command<BundleConflictsOptions>(
               "conflicts", {"列出或处理同一记录的两个对等版本", "list or resolve versions that contradict each other"},
               rows, run)
        .explained({"同一单位的两个数据库（如恢复备份后继续使用）会使同一记录有两个分不出新旧的版本。程序采用其一，"
                    "保留另一个待处理。报送单位发来更新的版本后，冲突自行消失。",
                    "If an office has two databases, such as a restored backup that went on, a record can have two "
                    "versions of which neither is newer. One of them counts, and the other is held. A newer version of "
                    "the office ends the conflict."});
}

}  // namespace cpcc::cli
