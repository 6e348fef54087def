// cpcc backup
#include "cpcc/base/date.hpp"
#include "cpcc/base/error.hpp"
#include "cpcc/db/catalog.hpp"
#include "cpcc/db/open.hpp"
#include "cpcc/store/backups.hpp"
#include "database/whole_file.hpp"
#include "framework/context.hpp"

#include <filesystem>

namespace cpcc::cli {

namespace {

struct BackupOptions {
    std::string file;
};

// Records the backup for `cpcc status`. The copy is good also where that fails, as for who may only read.
void record(Context& context, const store::Backup& backup) {
    try {
        store::record_backup(context.writing(), backup);
    } catch (const Error& error) {
        context.note(say(Words{"备份有效，但未能记入数据库：{}", "The backup is good, but is not recorded: {}"},
                         error.message()));
    }
}

int run(Context& context, const BackupOptions& options) {
    const std::string& file = options.file;
    if (std::filesystem::exists(file))
        throw Error(Exit::failed, say(Words{"{} 已存在，未覆盖", "{} already exists; not overwritten"}, file),
                    say(Words{"请改用其他文件名", "use another file name"}));
    const store::Backup backup{now(), context.user(), std::filesystem::absolute(file).string()};
    write_whole(file, [&](const std::string& part) {
        context.reading().catalog().backup_to(part);
        store::record_backup(*db::open(part, db::Mode::write), backup);  // known also after a restore
    });
    context.note(say(Words{"已备份到 {}。", "Backed up to {}."}, file));
    record(context, backup);
    return 0;
}

Options rows(BackupOptions& o) {
    return {{.name = "FILE",
             .into = &o.file,
             .help = {"备份文件", "backup file"},
             .positional = true,
             .required = true,
             .file = true}};
}

}  // namespace

Command backup_command() {
    return command<BackupOptions>("", {"将数据库备份到新文件", "back up the database to a new file"}, rows, run)
        .explained({"其他人正在使用时也可以备份。备份的时间和位置记入数据库，供 `cpcc status` 显示。",
                    "Works while others use the database. The database records when and where, for `cpcc status`."})
        .with_example("cpcc backup copy.db", {"备份到一个新文件", "Copy the database to a new file"});
}

}  // namespace cpcc::cli
