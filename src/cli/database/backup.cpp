// cpcc backup
#include "cpcc/base/date.hpp"
#include "cpcc/base/error.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/db/catalog.hpp"
#include "cpcc/db/open.hpp"
#include "cpcc/store/backups.hpp"
#include "database/backup_rotation.hpp"
#include "database/check_database.hpp"
#include "database/findings_table.hpp"
#include "database/whole_file.hpp"
#include "framework/context.hpp"

#include <filesystem>
#include <optional>

namespace cpcc::cli {

namespace {

struct BackupOptions {
    std::string file;
    std::optional<std::string> keep;
    bool verify = false;
};

// Records the backup for `cpcc status`. The copy is good also where that fails, as for who may only read.
void record(Context& context, const store::Backup& backup) {
    try {
        store::record_backup(context.writing(), context.identity(), backup);
    } catch (const Error& error) {
        context.note(say(Words{"备份有效，但未能记入数据库：{}", "The backup is good, but is not recorded: {}"},
                         error.message()));
    }
}

void back_up(Context& context, const std::string& file, const std::string& at) {
    if (std::filesystem::exists(file))
        throw Error(Exit::failed, say(Words{"{} 已存在，未覆盖", "{} already exists; not overwritten"}, file),
                    say(Words{"请改用其他文件名", "use another file name"}));
    const store::Backup backup{at, context.user(), std::filesystem::absolute(file).string()};
    write_whole(file, [&](const std::string& part) {
        context.reading().catalog().backup_to(part);
        store::record_backup(*db::open(part, db::Mode::write), context.identity(),
                             backup);  // known after a restore too
    });
    context.note(say(Words{"已备份到 {}。", "Backed up to {}."}, file));
    record(context, backup);
}

int verify(Context& context, const std::string& file) {
    if (!std::filesystem::is_regular_file(file))
        throw Error(Exit::failed, say(Words{"{} 不是文件", "{} is not a file"}, file));
    return print_findings(context, check_database(context, file),
                          {"备份完好：结构、记录和历史均无问题。", "The backup is good: schema, records and history."});
}

std::size_t number_to_keep(const std::string& given) {
    const auto keep = whole_number(given);
    if (!keep || *keep < 1)
        throw Error(Exit::usage,
                    say(Words{"--keep：“{}”不是有效数目", "--keep: \"{}\" is not a number of backups"}, given));
    return static_cast<std::size_t>(*keep);
}

// Makes a backup named by its time, and deletes old ones only once the new one is found to be good.
int rotate(Context& context, const std::string& place, std::size_t keep) {
    const std::string at = now(), file = rotated_name(place, context.database_path(), at);
    back_up(context, file, at);
    if (const int code = verify(context, file); code != 0) return code;
    for (const std::string& old : delete_old_backups(context.reading(), file, keep))
        context.note(say(Words{"已删除旧备份 {}。", "Deleted the old backup {}."}, old));
    return 0;
}

int run(Context& context, const BackupOptions& options) {
    if (options.verify && options.keep)
        throw Error(Exit::usage, say(Words{"--verify 不能与 --keep 同用", "--verify cannot be used with --keep"}));
    if (options.verify) return verify(context, options.file);
    if (options.keep) return rotate(context, options.file, number_to_keep(*options.keep));
    back_up(context, options.file, now());
    return 0;
}

Options rows(BackupOptions& o) {
    return {
        {.name = "FILE",
         .into = &o.file,
         .help = {"备份文件；用 --keep 时也可以是文件夹", "backup file; with --keep also a folder"},
         .positional = true,
         .required = true,
         .file = true},
        {.name = "keep",
         .into = &o.keep,
         .help = {"按时间命名并检验，只保留最近几份", "name it by the time, verify it, and keep only the last N"},
         .value = "N",
         .about = {"文件夹中以数据库名称加时间命名，文件名则在扩展名前加时间。新备份检验无误后，才删除多余的旧备份；"
                   "只删除历史中登记过的同名备份。",
                   "In a folder it is named after the database and the time; in a file name the time goes before the "
                   "extension. Old backups are deleted only once the new one is verified, and only those of the "
                   "same name that the history records."}},
        {.name = "verify",
         .into = &o.verify,
         .help = {"检验已有的备份，不新建", "check an existing backup instead of making one"}}};
}

}  // namespace

Command backup_command() {
    return command<BackupOptions>("", {"将数据库备份到新文件", "back up the database to a new file"}, rows, run)
        .explained({"其他人正在使用时也可以备份。备份的时间和位置记入数据库，供 `cpcc status` 显示。",
                    "Works while others use the database. The database records when and where, for `cpcc status`."})
        .with_example("cpcc backup backup --keep 14",
                      {"备份到文件夹 backup，保留最近 14 份", "Back up to the folder backup and keep the last 14"})
        .with_example("cpcc backup copy.db", {"备份到一个新文件", "Copy the database to a new file"});
}

}  // namespace cpcc::cli
