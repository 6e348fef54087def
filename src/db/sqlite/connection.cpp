// The only file that knows SQLite.
#include "engines.hpp"

#include "cpcc/base/error.hpp"
#include "cpcc/base/text.hpp"
#include "sqlite/background_writer.hpp"
#include "sqlite/feed.hpp"
#include "sqlite/write_queue.hpp"

#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>

namespace cpcc::db {

namespace {

// How much of a file stays in memory, in KiB. Whoever reads on and on, as reports and lists do, is quicker with little:
// it fits into the processor's own cache, and no page of memory is touched for the first time for each of the file's.
// Whoever jumps to and fro needs more.
enum class PageCache { in_order = 2048, around = 16384, anywhere = 65536, sort = 1024 };
std::string hold(PageCache size) { return fmt::format("PRAGMA cache_size = -{}", static_cast<int>(size)); }
constexpr std::chrono::steady_clock::duration whole_patience = std::chrono::seconds(5);

[[noreturn]] void refuse(const SQLite::Exception& cause, const std::string& database) {
    switch (cause.getErrorCode() & 0xff) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            throw Error(Exit::busy,
                        say(Words{"数据库 {} 正被其他进程占用", "database {} is in use by another process"}, database),
                        say(Words{"请稍后重试", "try again later"}));
        case SQLITE_FULL:
            throw Error(Exit::failed,
                        say(Words{"磁盘已满，数据库 {} 未作任何修改", "the disk is full; database {} was not changed"},
                            database),
                        say(Words{"请清理磁盘空间后重试", "free some space and try again"}));
        case SQLITE_NOTADB:
            throw Error(Exit::failed, say(Words{"{} 不是数据库文件", "{} is not a database file"}, database));
        case SQLITE_READONLY:
        case SQLITE_PERM:
            throw Error(Exit::failed,
                        say(Words{"没有写入数据库 {} 的权限", "no permission to write to database {}"}, database));
        case SQLITE_AUTH:
            throw Error(
                Exit::failed, say(Words{"不允许这样查询（{}）", "this query is not allowed ({})"}, cause.what()),
                say(Words{"请只用 query 读取数据（电话为打码后的号码，旧值见 history）",
                          "write a query that only reads (phones are masked, former values are in `history`)"}));
        case SQLITE_CORRUPT:
            throw Error(Exit::failed,
                        say(Words{"数据库 {} 已损坏（{}）", "database {} is damaged ({})"}, database, cause.what()),
                        say(Words{"请用备份恢复：cpcc restore 文件", "restore a backup with cpcc restore FILE"}));
        default: throw Error(Exit::failed, say(Words{"数据库 {}：{}", "database {}: {}"}, database, cause.what()));
    }
}

// Runs an action of SQLiteCpp's and turns what it throws into an Error.
template <class Action>
decltype(auto) guarded(const std::string& database, Action&& action) {
    try {
        return action();
    } catch (const SQLite::Exception& cause) {
        refuse(cause, database);
    }
}

// Rows are read here by the million: SQLite is asked itself, where a Column of SQLiteCpp's would be made for every
// cell.
class SqliteStatement final : public StatementEngine {
public:
    SqliteStatement(SQLite::Database& database, BackgroundWriter& background, const std::string& name,
                    std::string_view sql)
        : name_(name), background_(background), database_(database.getHandle()) {
        sqlite3_stmt* prepared = nullptr;
        check(sqlite3_prepare_v2(database_, sql.data(), static_cast<int>(sql.size()), &prepared, nullptr));
        statement_.reset(prepared);
    }
    ~SqliteStatement() override { background_.wait(); }

    int parameter(std::string_view name) override {
        const int index = sqlite3_bind_parameter_index(statement_.get(), ("$" + std::string(name)).c_str());
        if (index == 0) throw Error(Exit::failed, "no parameter $" + std::string(name));
        return index;
    }
    void bind_null(int parameter) override {
        background_.settle();
        check(sqlite3_bind_null(statement_.get(), parameter));
    }
    void bind(int parameter, std::int64_t value) override {
        background_.settle();
        check(sqlite3_bind_int64(statement_.get(), parameter, value));
    }
    void bind(int parameter, std::string_view value) override {
        background_.settle();
        check(sqlite3_bind_text(statement_.get(), parameter, value.empty() ? "" : value.data(),
                                static_cast<int>(value.size()), SQLITE_TRANSIENT));
    }
    bool step() override {
        background_.settle();
        const int result = sqlite3_step(statement_.get());
        if (result == SQLITE_ROW) return true;
        if (result != SQLITE_DONE) guarded(name_, [&] { throw SQLite::Exception(database_, result); });
        return false;
    }
    void reset() override {
        background_.settle();
        sqlite3_reset(statement_.get());
    }
    int columns() const override { return sqlite3_column_count(statement_.get()); }
    std::string column_name(int column) const override { return sqlite3_column_name(statement_.get(), column); }
    bool is_null(int column) const override { return type(column) == SQLITE_NULL; }
    bool is_text(int column) const override { return type(column) == SQLITE_TEXT; }
    bool is_number(int column) const override { return type(column) == SQLITE_INTEGER; }
    std::int64_t integer(int column) const override { return sqlite3_column_int64(statement_.get(), column); }
    std::string_view text(int column) const override {
        const unsigned char* text = sqlite3_column_text(statement_.get(), column);
        if (text == nullptr) return {};
        return {reinterpret_cast<const char*>(text),
                static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
    }
    Cell cell(int column) const override {
        sqlite3_value* const value = sqlite3_column_value(
            statement_.get(), column);  // looked for once; safe, for one thread at a time uses a connection
        switch (sqlite3_value_type(value)) {
            case SQLITE_NULL: return std::monostate{};
            case SQLITE_INTEGER: return sqlite3_value_int64(value);
            default:
                return std::string_view(reinterpret_cast<const char*>(sqlite3_value_text(value)),
                                        static_cast<std::size_t>(sqlite3_value_bytes(value)));
        }
    }

private:
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }
    };
    int type(int column) const { return sqlite3_column_type(statement_.get(), column); }
    void check(int result) const {
        if (result != SQLITE_OK) guarded(name_, [&] { throw SQLite::Exception(database_, result); });
    }

    const std::string& name_;
    BackgroundWriter& background_;
    sqlite3* database_;
    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

// What may run under `restrict_to_reading`: reads alone, and neither phones nor what the history keeps of them. That a
// view asks makes no difference: a query can call its own common table by a view's name.
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
            const bool old_or_new = table && std::string_view(table) == "change";
            const bool a_view =
                database && std::string_view(database) == "temp";  // what it reads of the file is asked on its own
            return (phone || old_or_new) && !a_view ? SQLITE_DENY : SQLITE_OK;
        }
        default: return SQLITE_DENY;
    }
}

class SqliteConnection final : public Connection {
public:
    SqliteConnection(const std::string& path, int flags, bool in_turn = false)
        : name_(path), database_(path, flags), queue_(path) {
        if (in_turn) take_turn();
        sqlite3* handle = database_.getHandle();
        sqlite3_busy_handler(handle, wait_a_moment, this);
        sqlite3_extended_result_codes(handle, 1);
        sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
        sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
        check_each_reference(true);
        // The first look at the file, for the schema is read before: it throws here where that is not a database.
        database_.exec(hold(flags & SQLite::OPEN_READWRITE ? PageCache::around : PageCache::in_order));
        // DELETE is the default journal of a file; EXTRA also syncs the folder after a commit.
        if (flags & SQLite::OPEN_READWRITE) {
            database_.exec("PRAGMA synchronous = EXTRA;");
            register_feed(handle, fed_);
        }
    }

    Engine engine() const override { return Engine::sqlite; }
    Statement prepare(std::string_view sql, Rows) override {
        background_.settle();
        if (restricted_) require_one(std::string(sql));
        return guarded(
            name_, [&] { return Statement(std::make_unique<SqliteStatement>(database_, background_, name_, sql)); });
    }
    void execute(std::string_view sql) override {
        background_.settle();
        guarded(name_, [&] { database_.exec(std::string(sql)); });
    }
    void apply(std::string_view schema) override { execute(schema); }
    void define(std::string_view sql) override { execute(sql); }
    void feed(std::span<const Cell> cells, std::size_t width) override {
        background_.settle();
        fed_ = {cells, width};
    }
    void later(std::function<void()> work) override {
        background_.settle();
        background_.run(std::move(work));
    }
    void wait() noexcept override { background_.wait(); }
    std::vector<Index> indexes(std::string_view table) override;
    void make_indexes(std::span<const Index>) override;
    void defer_references() override { check_each_reference(false); }
    void check_references(std::span<const std::string> tables) override;
    void trust_references(bool on) override { check_each_reference(!on); }
    void begin_write(Writes) override;
    void begin_read() override { execute("BEGIN"); }
    void commit() override {
        execute("COMMIT");
        check_each_reference(true);
        queue_.leave();
    }
    void roll_back() noexcept override {
        background_.forget();
        if (sqlite3_get_autocommit(database_.getHandle()) == 0) database_.tryExec("ROLLBACK");
        check_each_reference(true);
        queue_.leave();
    }
    // Asked of the schema that SQLite has read already, without a statement.
    bool has_table(std::string_view name) override {
        background_.settle();
        return sqlite3_table_column_metadata(database_.getHandle(), "main", std::string(name).c_str(), nullptr, nullptr,
                                             nullptr, nullptr, nullptr, nullptr) == SQLITE_OK;
    }
    bool has_any_table() override { return prepare("SELECT 1 FROM sqlite_schema LIMIT 1", Rows::few).step(); }
    std::vector<std::string> tables() override;
    std::string schema() override { return "main"; }
    void backup_to(const std::string& path) override;
    std::vector<std::string> integrity() override;
    const std::string& name() const override { return name_; }
    std::string home() const override { return name_; }
    std::optional<std::string> as_of() override { return std::nullopt; }
    void restrict_to_reading() override {
        execute(hold(PageCache::anywhere));  // a question can join whatever it likes
        sqlite3_set_authorizer(database_.getHandle(), authorize, nullptr);
        restricted_ = true;
    }

private:
    void take_turn();
    // PRAGMA foreign_keys does nothing within a transaction; this does the same at any time.
    void check_each_reference(bool on) noexcept {
        background_.wait();
        sqlite3_db_config(database_.getHandle(), SQLITE_DBCONFIG_ENABLE_FKEY, on ? 1 : 0, nullptr);
    }
    std::vector<std::string> broken_references(std::string_view table);
    // What SQLite calls when another process holds the file: asked often, for it holds it no longer than a commit
    // takes.
    static int wait_a_moment(void* connection, int times) {
        auto& self = *static_cast<SqliteConnection*>(connection);
        if (times == 0) self.waiting_since_ = std::chrono::steady_clock::now();
        if (std::chrono::steady_clock::now() - self.waiting_since_ >= self.patience_) return 0;
        ::usleep(times < 100 ? 1000 : 10000);
        return 1;
    }
    // SQLite would take the first of several statements and say nothing of the rest.
    void require_one(const std::string& sql);

    std::string name_;
    FedRows fed_;  // before the database, which reads it
    SQLite::Database database_;
    WriteQueue queue_;
    BackgroundWriter background_;  // after the database: it works with it
    std::chrono::steady_clock::duration patience_ = whole_patience;
    std::chrono::steady_clock::time_point waiting_since_;
    bool restricted_ = false;
};

void SqliteConnection::take_turn() {
    if (::access(name_.c_str(), W_OK) == 0 && !queue_.enter(std::chrono::steady_clock::now() + patience_))
        guarded(name_, [] { throw SQLite::Exception("", SQLITE_BUSY); });
}

// The turn comes first, then the lock, which now at most a program other than this one holds. The patience is one for
// both.
void SqliteConnection::begin_write(Writes) {
    const auto began = std::chrono::steady_clock::now();
    take_turn();
    try {
        patience_ -= std::chrono::steady_clock::now() - began;
        execute("BEGIN IMMEDIATE");
    } catch (...) {
        queue_.leave();
        patience_ = whole_patience;
        throw;
    }
    patience_ = whole_patience;
}

void SqliteConnection::require_one(const std::string& sql) {
    const char* rest = sql.c_str();
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v2(database_.getHandle(), rest, -1, &statement, &rest) != SQLITE_OK)
        return;  // the caller finds out why
    sqlite3_finalize(statement);
    statement = nullptr;
    const bool more =
        sqlite3_prepare_v2(database_.getHandle(), rest, -1, &statement, nullptr) != SQLITE_OK || statement;
    sqlite3_finalize(statement);
    if (more)
        throw Error(Exit::usage, say(Words{"一次只能执行一条 SQL", "only one SQL statement at a time"}),
                    say(Words{"请分次执行", "run them one by one"}));
}

void create_private(const std::string& path) {
    const int file = ::open(path.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
    if (file < 0 && errno == EEXIST)
        throw Error(Exit::failed, say(Words{"{} 已存在，未覆盖", "{} already exists; not overwritten"}, path),
                    say(Words{"请改用其他文件名，或先移走该文件", "use another file name, or move the file first"}));
    if (file < 0)
        throw Error(Exit::failed, say(Words{"无法新建 {}：{}", "cannot create {}: {}"}, path, system_message(errno)));
    ::close(file);
}

void SqliteConnection::backup_to(const std::string& path) {
    create_private(path);
    try {
        guarded(name_, [&] {
            SQLite::Database copy(path, SQLite::OPEN_READWRITE);
            const int result = SQLite::Backup(copy, database_).executeStep(-1);
            if (result != SQLITE_DONE) throw SQLite::Exception(sqlite3_errstr(result), result);
        });
    } catch (const Error&) {
        ::unlink(path.c_str());
        throw;
    }
}

std::vector<std::string> SqliteConnection::tables() {
    std::vector<std::string> found;
    auto rows = prepare(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*' ORDER BY rowid", Rows::few);
    while (rows.step()) found.push_back(rows.str(0));
    return found;
}

std::vector<Index> SqliteConnection::indexes(std::string_view table) {
    std::vector<Index> found;
    auto rows = prepare(
        "SELECT s.name, s.sql, i.name FROM sqlite_schema s JOIN pragma_index_info(s.name) i "
        "WHERE s.type = 'index' AND s.sql IS NOT NULL AND s.tbl_name = $table ORDER BY s.name, i.seqno",
        Rows::few);
    rows.bind("table", table);
    while (rows.step()) {
        if (found.empty() || found.back().name != rows.text(0)) found.push_back({rows.str(0), rows.str(1), {}});
        found.back().columns.push_back(rows.str(2));
    }
    return found;
}

// A sort takes as much memory at once as the page cache may have, and is quickest where that fits into the processor's
// own cache.
void SqliteConnection::make_indexes(std::span<const Index> indexes) {
    if (indexes.empty()) return;
    execute(hold(PageCache::sort));
    for (const Index& index : indexes) execute(index.sql);
    execute(hold(PageCache::around));
}

// Those of one table; of all where none is named.
std::vector<std::string> SqliteConnection::broken_references(std::string_view table) {
    std::vector<std::string> found;
    auto broken = prepare(
        table.empty() ? "PRAGMA foreign_key_check" : fmt::format("PRAGMA foreign_key_check({})", table), Rows::few);
    while (broken.step())
        found.push_back(fmt::format("{} #{} -> {}", broken.text(0), broken.integer(1), broken.text(2)));
    return found;
}

void SqliteConnection::check_references(std::span<const std::string> tables) {
    check_each_reference(true);
    for (const std::string& table : tables)
        if (const auto broken = broken_references(table); !broken.empty())
            throw Error(Exit::failed, say(Words{"数据库 {}：{}", "database {}: {}"}, name_, broken.front()));
}

std::vector<std::string> SqliteConnection::integrity() {
    std::vector<std::string> found;
    execute(hold(
        PageCache::around));  // what each row refers to is looked at, here and by the rules that are looked at next
    auto check = prepare("PRAGMA integrity_check", Rows::few);
    while (check.step())
        if (check.text(0) != "ok") found.push_back(check.str(0));
    const auto broken = broken_references("");
    found.insert(found.end(), broken.begin(), broken.end());
    return found;
}

}  // namespace

const std::string_view sqlite_question = "PRAGMA";

std::unique_ptr<Connection> open_sqlite(const std::string& path, Mode mode) {
    // Each piece of memory would be counted under a lock, for a figure that nobody asks for.
    [[maybe_unused]] static const int uncounted = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    if (mode == Mode::create)
        create_private(path);
    else if (::access(path.c_str(), F_OK) != 0)
        throw Error(
            Exit::failed, say(Words{"数据库 {} 不存在", "database {} does not exist"}, path),
            say(Words{"请用 cpcc init 新建，或用 --database 指定", "create one with cpcc init, or use --database"}));
    else if (::access(path.c_str(), R_OK) != 0)
        throw Error(Exit::failed,
                    say(Words{"无法读取数据库 {}：{}", "cannot read database {}: {}"}, path, system_message(errno)));
    const int flags = (mode == Mode::read ? SQLite::OPEN_READONLY : SQLite::OPEN_READWRITE) | SQLite::OPEN_NOMUTEX;
    return guarded(path, [&]() -> std::unique_ptr<Connection> {
        try {
            return std::make_unique<SqliteConnection>(path, flags, mode == Mode::write_in_turn);
        } catch (const SQLite::Exception& cause) {
            // A writer that was killed leaves its journal behind, and only a writer may roll it back.
            if (mode != Mode::read || cause.getExtendedErrorCode() != SQLITE_READONLY_ROLLBACK) throw;
            SqliteConnection(path, SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX);
            return std::make_unique<SqliteConnection>(path, flags);
        }
    });
}

}  // namespace cpcc::db
