#include "sqlite/failures.hpp"

#include "cpcc/base/error.hpp"
#include "sqlite/lock_holder.hpp"

#include <sqlite3.h>

namespace cpcc::db {

namespace {

[[noreturn]] void refuse_busy(const std::string& database) {
    const std::string holder = lock_holder(database);
    throw Error(Exit::busy,
                holder.empty()
                    ? say(Words{"数据库 {} 正被其他进程占用", "database {} is in use by another process"}, database)
                    : say(Words{"数据库 {} 正被其他进程（{}）占用", "database {} is in use by another process ({})"},
                          database, holder),
                say(Words{"请稍后重试", "try again later"}));
}

// SQLite syncs the folder last, when it has deleted the journal: the change is made.
[[noreturn]] void refuse_unconfirmed(const std::string& database) {
    throw Error(
        Exit::failed,
        say(Words{"数据库 {} 已修改，但磁盘未确认保存", "database {} is changed, but the disk did not confirm it"},
            database),
        say(Words{"请检查磁盘并核对记录，不要直接重复操作",
                  "check the disk and look at the records before you repeat the command"}));
}

}  // namespace

void refuse(const SQLite::Exception& cause, const std::string& database) {
    switch (cause.getErrorCode() & 0xff) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED: refuse_busy(database);
        case SQLITE_IOERR:
            if (cause.getExtendedErrorCode() == SQLITE_IOERR_DIR_FSYNC) refuse_unconfirmed(database);
            throw Error(Exit::failed, say(Words{"数据库 {}：{}", "database {}: {}"}, database, cause.what()));
        case SQLITE_FULL:
            throw Error(Exit::failed,
                        say(Words{"磁盘已满，数据库 {} 未作任何修改", "the disk is full; database {} was not changed"},
                            database),
                        say(Words{"请清理磁盘空间后重试", "free some space and try again"}));
        case SQLITE_NOTADB:
            throw Error(Exit::failed, say(Words{"{} 不是数据库文件", "{} is not a database file"}, database));
        case SQLITE_READONLY:
            if (cause.getExtendedErrorCode() == SQLITE_READONLY_DBMOVED)
                throw Error(Exit::busy,
                            say(Words{"数据库 {} 刚被另一个文件替换，未作任何修改",
                                      "database {} was just replaced by another file; nothing was changed"},
                                database),
                            say(Words{"请重试", "try again"}));
            [[fallthrough]];
        case SQLITE_PERM:
            throw Error(Exit::failed,
                        say(Words{"没有写入数据库 {} 的权限", "no permission to write to database {}"}, database));
        case SQLITE_AUTH:
            throw Error(
                Exit::failed, say(Words{"不允许这样查询（{}）", "this query is not allowed ({})"}, cause.what()),
                say(Words{"请只查询各类别的视图", "write a query that only reads from the views of the kinds"}));
        case SQLITE_INTERRUPT:
            throw Error(Exit::failed, say(Words{"查询计算超时，已停止", "the query took too long and was stopped"}),
                        say(Words{"请缩小查询范围，或用 --timeout 放宽时限",
                                  "narrow the query, or allow more time with --timeout"}));
        case SQLITE_TOOBIG:
            throw Error(Exit::failed, say(Words{"查询中有超过 16 MB 的值", "a value in the query exceeds 16 MB"}),
                        say(Words{"请缩小查询范围", "narrow the query"}));
        case SQLITE_CORRUPT:
            throw Error(Exit::failed,
                        say(Words{"数据库 {} 已损坏（{}）", "database {} is damaged ({})"}, database, cause.what()),
                        say(Words{"请用备份恢复：cpcc restore 文件", "restore a backup with cpcc restore FILE"}));
        default: throw Error(Exit::failed, say(Words{"数据库 {}：{}", "database {}: {}"}, database, cause.what()));
    }
}

}  // namespace cpcc::db
