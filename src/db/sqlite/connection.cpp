// Implements Connection for SQLite.
#include "engines.hpp"

#include "cpcc/base/error.hpp"
#include "cpcc/base/text.hpp"
#include "sqlite/bulk_load.hpp"
#include "sqlite/catalog.hpp"
#include "sqlite/failures.hpp"
#include "sqlite/session.hpp"

#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>

namespace cpcc::db {

namespace {

// Allows only reads under `restrict_to_reading`, and neither phones nor the values in the history. A view's name grants
// nothing, because a query can give its own common table expression that name.
int authorize(void*, int action, const char* table, const char* column, const char* database, const char*) {
    switch (action) {
        case SQLITE_SELECT:
        case SQLITE_FUNCTION:
        case SQLITE_RECURSIVE: return SQLITE_OK;
        case SQLITE_PRAGMA:
            return table && (std::string_view(table) == "table_info" || std::string_view(table) == "table_list")
                       ? SQLITE_OK
                       : SQLITE_DENY;
        case SQLITE_READ: {
            const bool phone =
                table && column && std::string_view(table) == "member" && std::string_view(column) == "phone";
            const bool history_values = table && std::string_view(table) == "change";
            const bool is_view =
                database && std::string_view(database) == "temp";  // SQLite checks its tables separately
            return (phone || history_values) && !is_view ? SQLITE_DENY : SQLITE_OK;
        }
        default: return SQLITE_DENY;
    }
}

// Throws Error{usage} for more than one statement: SQLite would run the first and ignore the rest.
void require_one(sqlite3* database, const std::string& sql) {
    const char* rest = sql.c_str();
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(database, rest, -1, &statement, &rest) != SQLITE_OK) return;  // the caller reports it
    sqlite3_finalize(statement);
    statement = nullptr;
    const bool more = sqlite3_prepare_v2(database, rest, -1, &statement, nullptr) != SQLITE_OK || statement;
    sqlite3_finalize(statement);
    if (more)
        throw Error(Exit::usage, say(Words{"一次只能执行一条 SQL", "only one SQL statement at a time"}),
                    say(Words{"请分次执行", "run them one by one"}));
}

class SqliteConnection final : public Connection {
public:
    SqliteConnection(const std::string& path, int flags, bool in_turn = false)
        : session_(path, flags, in_turn), bulk_load_(session_), catalog_(session_) {}

    Engine engine() const override { return Engine::sqlite; }
    Statement prepare(std::string_view sql, Rows) override {
        if (restricted_) {
            session_.background().settle();
            require_one(session_.handle(), std::string(sql));
        }
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
    void restrict_to_reading() override {
        session_.set_cache(PageCache::random);  // a query can join any tables
        sqlite3_set_authorizer(session_.handle(), authorize, nullptr);
        restricted_ = true;
    }
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
    bool restricted_ = false;
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
