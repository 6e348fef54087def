// cpcc migrate
#include "cpcc/db/migrate.hpp"

#include "cpcc/base/counted.hpp"
#include "cpcc/db/catalog.hpp"
#include "cpcc/db/open.hpp"
#include "cpcc/store/grants.hpp"
#include "cpcc/store/trail.hpp"
#include "database/whole_file.hpp"
#include "framework/context.hpp"

namespace cpcc::cli {

namespace {

int run(Context& context) {
    const std::string path = context.database_path();
    auto connection = db::open(path, db::Mode::write);
    const int steps = db::migrate(
        *connection, context.user(),
        [&](const db::Migration& first) {
            const std::string copy =
                free_name(fmt::format("{}.before-{:03}", connection->catalog().home(), first.number));
            write_whole(copy, [&](const std::string& part) { connection->catalog().backup_to(part); });
            context.note(say(Words{"升级前已备份到 {}。", "Backed up to {} before the upgrade."}, copy));
        },
        store::fill_step);
    store::renew_layout(*connection);
    context.note(steps
                     ? say(Words{"数据库结构已升级 {} 步。", "Schema upgraded by {}."}, counted(steps, "step", "steps"))
                     : say(Words{"数据库结构已是最新版本。", "The schema is up to date."}));
    return 0;
}

}  // namespace

Command migrate_command() {
    return plain_command(
               "", {"将数据库结构升级到当前版本（先自动备份）", "upgrade the schema to this version (after a backup)"},
               run)
        .explained({"有记录的数据库先备份为 `数据库.before-NNN`；该文件已有时，名称后加序号。",
                    "A database with records is first copied to `DATABASE.before-NNN`, with a further number if that "
                    "file exists."})
        .with_example("cpcc migrate", {"升级到本版", "Upgrade to this version"});
}

}  // namespace cpcc::cli
