#include "sqlite/catalog.hpp"

#include "sqlite/schema_faults.hpp"

#include "cpcc/base/error.hpp"
#include "cpcc/base/text.hpp"
#include "sqlite/bulk_load.hpp"
#include "sqlite/failures.hpp"

#include <SQLiteCpp/Backup.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>

namespace cpcc::db {

void create_private(const std::string& path) {
    const int file = ::open(path.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
    if (file < 0 && errno == EEXIST)
        throw Error(Exit::failed, say(Words{"{} 已存在，未覆盖", "{} already exists; not overwritten"}, path),
                    say(Words{"请改用其他文件名，或先移走该文件", "use another file name, or move the file first"}));
    if (file < 0)
        throw Error(Exit::failed, say(Words{"无法新建 {}：{}", "cannot create {}: {}"}, path, system_message(errno)));
    ::close(file);
}

// Reads the schema that SQLite has already in memory, without a statement.
bool SqliteCatalog::has_table(std::string_view name) {
    session_.background().settle();
    return sqlite3_table_column_metadata(session_.handle(), "main", std::string(name).c_str(), nullptr, nullptr,
                                         nullptr, nullptr, nullptr, nullptr) == SQLITE_OK;
}

void SqliteCatalog::backup_to(const std::string& path) {
    create_private(path);
    try {
        guarded(session_.name(), [&] {
            SQLite::Database copy(path, SQLite::OPEN_READWRITE);
            const int result = SQLite::Backup(copy, session_.database()).executeStep(-1);
            if (result != SQLITE_DONE) throw SQLite::Exception(sqlite3_errstr(result), result);
        });
    } catch (const Error&) {
        ::unlink(path.c_str());
        throw;
    }
}

std::vector<std::string> SqliteCatalog::tables() {
    std::vector<std::string> found;
    auto rows = session_.prepare(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*' ORDER BY rowid");
    while (rows.step()) found.push_back(rows.str(0));
    return found;
}

namespace {

// Returns the SQL that mends an error of `PRAGMA integrity_check`. Only an index can be made again from its table.
std::string mend(const std::string& error) {
    for (const std::string_view of_index : {"missing from index ", "wrong # of entries in index "})
        if (const auto at = error.find(of_index); at != std::string::npos)
            return fmt::format("REINDEX \"{}\"", error.substr(at + of_index.size()));
    return {};
}

}  // namespace

std::vector<Fault> SqliteCatalog::integrity() {
    std::vector<Fault> found;
    // The check of foreign keys, and the rules that run next, look up the rows that others refer to.
    session_.set_cache(PageCache::lookup);
    auto check = session_.prepare("PRAGMA integrity_check");
    while (check.step())
        if (check.text(0) != "ok") found.push_back({"", check.str(0), mend(check.str(0))});
    auto journal = session_.prepare("PRAGMA journal_mode");
    if (journal.step() && journal.text(0) != "delete")
        found.push_back({"",
                         say(Words{"日志方式为 {}，不是 delete，单独复制该文件会丢失数据",
                                   "the journal mode is {} instead of delete; a copy of the file alone lacks changes"},
                             journal.text(0)),
                         "PRAGMA journal_mode = DELETE"});
    return found;
}

std::vector<Fault> SqliteCatalog::schema_faults(int steps) { return faults_of_schema(session_, steps); }

}  // namespace cpcc::db
