// cpcc restore
#include "cpcc/base/error.hpp"
#include "cpcc/db/catalog.hpp"
#include "cpcc/db/copy.hpp"
#include "cpcc/db/migrate.hpp"
#include "cpcc/db/open.hpp"
#include "database/whole_file.hpp"
#include "framework/context.hpp"

#include <unistd.h>
#include <filesystem>

namespace cpcc::cli {

namespace {

namespace fs = std::filesystem;

struct RestoreOptions {
    std::string file;
};

void copy_database(db::Connection& from, const std::string& to) {
    write_whole(to, [&](const std::string& part) { from.catalog().backup_to(part); });
}

void put_in_place(Context& context, db::Connection& copy, const std::string& database, const std::string& before) {
    if (fs::exists(database))
        db::Transaction(context.writing(), db::Transaction::Kind::write)
            .commit();  // waits for other writers and clears the journal
    context.close();
    const std::string part = fmt::format("{}.restoring-{}", database, getpid());
    copy_database(copy, part);
    if (fs::exists(database)) {
        fs::rename(database, before);
        context.note(say(Words{"原数据库已保留为 {}。", "The previous database is kept as {}."}, before));
    }
    fs::rename(part, database);
}

void put_on_server(Context& context, db::Connection& copy, db::Connection& server, const std::string& before) {
    if (server.catalog().has_any_table()) {
        db::require_current(server);
        copy_database(server, before);
        context.note(say(Words{"原数据库已保留为 {}。", "The previous database is kept as {}."}, before));
    }
    db::replace(copy, server);
    if (server.by_office())
        context.note(say(Words{"各机关的权限未随备份恢复，请重新运行 cpcc grant。",
                               "The access of the offices was not restored; run cpcc grant again."}));
}

int run(Context& context, const RestoreOptions& options) {
    const std::string& file = options.file;
    if (!fs::exists(file))
        throw Error(Exit::failed, say(Words{"备份文件 {} 不存在", "backup {} does not exist"}, file),
                    say(Words{"请检查文件名", "check the file name"}));
    const auto copy = db::open(file, db::Mode::read);
    db::require_current(*copy);
    if (const auto broken = copy->catalog().integrity(); !broken.empty())
        throw Error(Exit::failed,
                    say(Words{"备份文件 {} 已损坏（{}）", "backup {} is damaged ({})"}, file, broken.front()));
    const std::string database = context.database_path();
    const auto server = db::is_url(database) ? db::open(database, db::Mode::write) : nullptr;
    const std::string before = fmt::format("{}.before-restore", server ? server->catalog().home() : database);
    if (fs::exists(before))
        throw Error(Exit::failed, say(Words{"{} 已存在", "{} already exists"}, before),
                    say(Words{"请先移走该文件（上次恢复前的数据库）",
                              "move it first (it is the database from before the last restore)"}));
    if (server)
        put_on_server(context, *copy, *server, before);
    else
        put_in_place(context, *copy, database, before);
    context.note(say(Words{"已从备份 {} 恢复。", "Restored from {}."}, file));
    return 0;
}

Options rows(RestoreOptions& o) {
    return {{.name = "FILE",
             .into = &o.file,
             .help = {"备份文件", "backup file"},
             .positional = true,
             .required = true,
             .file = true}};
}

}  // namespace

Command restore_command() {
    return command<RestoreOptions>("",
                                   {"用备份替换当前数据库（原数据库改名保留）",
                                    "replace the database with a backup (the previous one is kept)"},
                                   rows, run)
        .explained({"备份检查无误后才替换。原数据库改名为 `数据库.before-restore`；该文件仍在时不能再次恢复。",
                    "Checks the backup, then replaces the database. The previous one is kept as "
                    "`DATABASE.before-restore`; while that file exists, a further restore is refused."});
}

}  // namespace cpcc::cli
