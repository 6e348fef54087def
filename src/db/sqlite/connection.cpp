// Implements Connection for SQLite.
#include "engines.hpp"

#include "cpcc/base/error.hpp"
#include "cpcc/base/text.hpp"
#include "sqlite/bulk_load.hpp"
#include "sqlite/catalog.hpp"
#include "sqlite/failures.hpp"
#include "sqlite/query_guard.hpp"
#include "sqlite/session.hpp"

#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>

namespace cpcc::db {

namespace {

class SqliteConnection final : public Connection {
public:
    SqliteConnection(const std::string& path, int flags, bool in_turn = false)
        : session_(path, flags, in_turn), bulk_load_(session_), catalog_(session_) {}

    Engine engine() const override { return Engine::sqlite; }
    Statement prepare(std::string_view sql, Rows) override {
        if (guard_) guard_->require_harmless(std::string(sql));
        return session_.prepare(sql);
    }
    void execute(std::string_view sql) override { session_.execute(sql); }
    void define(std::string_view sql) override { session_.execute(sql); }
    void begin_write(Writes) override { session_.begin_write(); }
    void begin_read() override { session_.execute("BEGIN"); }
    void commit() override {
        session_.execute("COMMIT");
        end_transaction();
    }
    void roll_back() noexcept override {
        session_.background().forget();
        if (sqlite3_get_autocommit(session_.handle()) == 0) session_.database().tryExec("ROLLBACK");
        end_transaction();
    }
    const std::string& name() const override { return session_.name(); }
    void restrict_to_reading() override { guard_ = std::make_unique<SqliteQueryGuard>(session_); }
    BulkLoad& bulk_load() override { return bulk_load_; }
    Catalog& catalog() override { return catalog_; }

private:
    void end_transaction() noexcept {
        session_.enforce_foreign_keys(true);
        session_.leave_queue();
    }

    SqliteSession session_;
    SqliteBulkLoad bulk_load_;
    SqliteCatalog catalog_;
    std::unique_ptr<SqliteQueryGuard> guard_;
};

}  // namespace

const std::string_view sqlite_question = "PRAGMA";

std::unique_ptr<Connection> open_sqlite(const std::string& path, Mode mode) {
    // SQLite would count every allocation under a lock, for a statistic that nothing reads.
    [[maybe_unused]] static const int uncounted = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    if (mode == Mode::create)
        create_private(path);
    else if (::access(path.c_str(), F_OK) != 0)
        throw Error(
            Exit::failed, say(Words{"数据库 {} 不存在", "database {} does not exist"}, path),
            say(Words{"请用 cpcc init 新建，或用 --database 指定", "create one with cpcc init, or use --database"}));
    else if (std::filesystem::is_directory(path))
        throw Error(Exit::failed, say(Words{"{} 是文件夹，不是数据库", "{} is a directory, not a database"}, path),
                    say(Words{"请填写数据库文件的路径", "name the database file"}));
    else if (::access(path.c_str(), R_OK) != 0)
        throw Error(Exit::failed,
                    say(Words{"无法读取数据库 {}：{}", "cannot read database {}: {}"}, path, system_message(errno)));
    const int flags = (mode == Mode::read ? SQLite::OPEN_READONLY : SQLite::OPEN_READWRITE) | SQLite::OPEN_NOMUTEX;
    return guarded(path, [&]() -> std::unique_ptr<Connection> {
        try {
            return std::make_unique<SqliteConnection>(path, flags, mode == Mode::write_in_turn);
        } catch (const SQLite::Exception& cause) {
            // A killed writer leaves its journal behind, and only a connection that writes may roll it back.
            if (mode != Mode::read || cause.getExtendedErrorCode() != SQLITE_READONLY_ROLLBACK) throw;
            { const SqliteConnection rolls_back(path, SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX); }
            return std::make_unique<SqliteConnection>(path, flags);
        }
    });
}

}  // namespace cpcc::db
