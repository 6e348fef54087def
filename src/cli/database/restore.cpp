// cpcc restore
#include "cpcc/base/error.hpp"
#include "cpcc/db/catalog.hpp"
#include "cpcc/db/copy.hpp"
#include "cpcc/db/migrate.hpp"
#include "cpcc/db/open.hpp"
#include "database/whole_file.hpp"
#include "framework/context.hpp"

#include <unistd.h>
#include <cerrno>
#include <filesystem>
#include <memory>

namespace cpcc::cli {

namespace {

namespace fs = std::filesystem;

struct RestoreOptions {
    std::string file;
};

void copy_database(db::Connection& from, const std::string& to) {
    write_whole(to, [&](const std::string& part) { from.catalog().backup_to(part); });
}

// Keeps writers out of the file that is replaced, from the first look until the new one has its name. A file that is no
// sound database has none.
class WriteLock {
public:
    explicit WriteLock(const std::string& database) {
        try {
            connection_ = db::open(database, db::Mode::write);
            transaction_ = std::make_unique<db::Transaction>(*connection_, db::Transaction::Kind::write);
        } catch (const Error& error) {
            if (error.code() == Exit::busy) throw;
            unsound_ = error.message();
        }
    }
    const std::string& unsound() const { return unsound_; }  // why it could not be locked; empty: it is

private:
    std::unique_ptr<db::Connection> connection_;
    std::unique_ptr<db::Transaction> transaction_;
    std::string unsound_;
};

// Gives the database a second name, so that it is never without one.
void keep(const std::string& database, const std::string& before) {
    std::error_code failed;
    if (fs::equivalent(database, before, failed)) return;  // an earlier restore came no further
    fs::create_hard_link(database, before, failed);
    if (failed) write_whole(before, [&](const std::string& part) { fs::copy_file(database, part); });
    // The journal of a database that cannot be opened would be played back into the new one.
    for (const char* journal : {"-journal", "-wal", "-shm"})
        if (fs::exists(database + journal)) fs::rename(database + journal, before + journal);
    files::sync_folder_of(before);
}

void replace_file(Context& context, db::Connection& copy, const std::string& name, const std::string& before) {
    const std::string database = fs::weakly_canonical(name).string();  // a link stays a link
    if (!fs::exists(database)) return copy_database(copy, database);
    if (::access(database.c_str(), W_OK) != 0)
        throw Error(Exit::failed, say(Words{"无法写入 {}：{}", "cannot write {}: {}"}, name, system_message(errno)));
    const WriteLock lock(database);
    if (!lock.unsound().empty())
        context.note(say(Words{"当前数据库无法打开（{}），照样恢复。",
                               "The present database cannot be opened ({}); it is replaced all the same."},
                         lock.unsound()));
    const std::string part = database + ".restoring";
    fs::remove(part);  // of a restore that was killed
    try {
        copy_database(copy, part);
        keep(database, before);
        put_in_place(part, database);
    } catch (...) {
        std::error_code ignored;
        fs::remove(part, ignored);
        throw;
    }
    context.note(say(Words{"原数据库已保留为 {}。", "The previous database is kept as {}."}, before));
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

// Opens the backup and checks it.
std::unique_ptr<db::Connection> sound_backup(const std::string& file) {
    if (!fs::exists(file))
        throw Error(Exit::failed, say(Words{"备份文件 {} 不存在", "backup {} does not exist"}, file),
                    say(Words{"请检查文件名", "check the file name"}));
    auto copy = db::open(file, db::Mode::read);
    db::require_current(*copy);
    const auto faults = copy->catalog().integrity();
    const auto broken = copy->catalog().broken_references();
    if (!faults.empty() || !broken.empty())
        throw Error(Exit::failed,
                    say(Words{"备份文件 {} 已损坏（{}）", "backup {} is damaged ({})"}, file,
                        faults.empty() ? broken.front().table : faults.front().what),
                    say(Words{"请改用其他备份，或运行 cpcc --database {} check",
                              "use another backup, or run cpcc --database {} check"},
                        file));
    return copy;
}

void require_free(const std::string& before, const std::string& database) {
    std::error_code failed;
    if (fs::exists(before, failed) && !fs::equivalent(before, database, failed))
        throw Error(Exit::failed, say(Words{"{} 已存在", "{} already exists"}, before),
                    say(Words{"请先移走该文件（上次恢复前的数据库）",
                              "move it first (it is the database from before the last restore)"}));
}

int run(Context& context, const RestoreOptions& options) {
    const std::string& file = options.file;
    const auto copy = sound_backup(file);
    const std::string database = context.database_path();
    std::error_code failed;
    if (fs::equivalent(file, database, failed))
        throw Error(Exit::usage, say(Words{"{} 就是当前数据库", "{} is the database itself"}, file),
                    say(Words{"请填写备份文件", "name a backup"}));
    const auto server = db::is_url(database) ? db::open(database, db::Mode::write) : nullptr;
    const std::string before = fmt::format("{}.before-restore", server ? server->catalog().home() : database);
    require_free(before, database);
    constexpr std::int64_t all = 4;  // more than three records
    if (!context.confirm(
            say(Words{"将用 {} 替换当前数据库，是否继续？", "This replaces the database by {}. Continue?"}, file), all))
        throw Error(Exit::failed, say(Words{"未恢复", "nothing restored"}));
    if (server)
        put_on_server(context, *copy, *server, before);
    else
        replace_file(context, *copy, database, before);
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
