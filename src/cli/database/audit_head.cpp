// cpcc audit head
#include "cpcc/store/journal.hpp"
#include "cpcc/store/trail.hpp"
#include "framework/context.hpp"
#include "framework/output.hpp"

namespace cpcc::cli {

namespace {

int run(Context& context) {
    const std::vector<store::Head> heads = store::heads(context.reading());
    files::Table table{{},
                       {{"head", say(Words{"凭证", "head"})},
                        {"at", say(Words{"时间", "time"})},
                        {"office", say(Words{"机关", "office"})},
                        {"hash", say(Words{"哈希值", "hash"})}},
                       {}};
    for (const store::Head& head : heads)
        table.rows.push_back({head.text(), head.at, files::text_cell(head.office), head.hash});
    if (heads.empty()) context.note(say(Words{"历史中还没有操作。", "The history has no entries."}));
    print(context, std::move(table));
    return 0;
}

}  // namespace

Command audit_head_command() {
    return plain_command("head", {"历史的凭证，可留存备查", "the head of the trail, to keep on paper"}, run)
        .explained(
            {"历史的各项操作前后相扣，最后一项的哈希值涵盖此前全部操作。将凭证抄录在纸上或另处保存，"
             "日后可用 `cpcc audit verify --since 凭证` 核对。多个机关共用数据库的，每个机关一行。",
             "The entries of the history are chained: the hash of the last one covers all before it. Keep the "
             "head on paper or elsewhere, and hold the database against it later with `cpcc audit verify --since "
             "HEAD`. Where offices share a database, each has a row."})
        .with_example("cpcc audit head", {"当前凭证", "The present head"});
}

}  // namespace cpcc::cli
