// Implements Connection for PostgreSQL.
#include "engines.hpp"

#include "cpcc/base/error.hpp"
#include "postgres/bulk_load.hpp"
#include "postgres/catalog.hpp"
#include "postgres/query_guard.hpp"
#include "postgres/statement.hpp"

namespace cpcc::db {

namespace {

class PostgresConnection final : public Connection {
public:
    PostgresConnection(const std::string& url, Mode mode)
        : session_(url), bulk_load_(session_), catalog_(session_, *this) {
        // The timeout for locks is that of a file. The server ends the statements of a client that has gone. JIT costs
        // more than it gains here. The planner expects every cursor to be read to its end.
        const Result known = session_.run(
            "SET lock_timeout = '5s'; SET client_connection_check_interval = '500ms'; SET jit = off; SET "
            "cursor_tuple_fraction = 1; "
            "SET enable_partitionwise_join = on; "
            "SELECT coalesce(nullif(current_setting('cpcc.office', true), ''), '0'), "
            "EXISTS (SELECT 1 FROM pg_class WHERE relname = 'session' AND relkind = 'p' AND relnamespace = "
            "current_schema()::regnamespace)");
        session_.office = std::atoll(libpq().value(known.get(), 0, 0));
        session_.by_office = *libpq().value(known.get(), 0, 1) == 't';
        if (mode == Mode::read) session_.run("SET default_transaction_read_only = on");
    }

    Engine engine() const override { return Engine::postgresql; }
    Statement prepare(std::string_view sql, Rows expected) override {
        if (!restricted_) return db::prepare(session_, sql, expected);
        require_harmless(session_, std::string(sql));
        return Statement(std::make_unique<PostgresStatement>(session_, Numbered{std::string(sql), {}}, expected));
    }
    void execute(std::string_view sql) override { session_.run(std::string(sql)); }
    void define(std::string_view sql) override { session_.run("BEGIN READ WRITE; " + std::string(sql) + "; COMMIT"); }

    // Lets each office have one writer at a time, and a writer of registers write alone. What a writer reads therefore
    // stays valid until it commits. Every writer locks the registers first and then at most its own office, so that no
    // two deadlock.
    void begin_write(Writes writes) override {
        const std::string lock =
            writes == Writes::all
                ? fmt::format("BEGIN; SELECT pg_advisory_xact_lock({})", registers)
                : fmt::format("BEGIN; SELECT pg_advisory_xact_lock_shared({0}); SELECT pg_advisory_xact_lock({0}, {1})",
                              registers, session_.office);
        try {
            session_.begin(lock);
        } catch (const Error& error) {
            if (error.code() == Exit::busy) refuse_holder(error);
            throw;
        }
    }
    void begin_read() override { session_.begin("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"); }
    void commit() override;
    void roll_back() noexcept override { session_.roll_back(); }
    const std::string& name() const override { return session_.name(); }
    std::int64_t office() const override { return session_.office; }
    bool by_office() const override { return session_.by_office; }
    void restrict_to_reading() override { restricted_ = true; }
    BulkLoad& bulk_load() override { return bulk_load_; }
    Catalog& catalog() override { return catalog_; }

private:
    static constexpr int registers = 1668309859;  // "cpcc"
    // Throws the error with the role that holds a lock of writers, if the server tells it.
    void refuse_holder(const Error& busy) {
        auto holder = db::prepare(
            session_,
            fmt::format("SELECT a.usename, a.pid FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid WHERE "
                        "l.locktype = 'advisory' AND l.granted AND l.database = (SELECT oid FROM pg_database WHERE "
                        "datname = current_database()) AND {} IN (l.classid::bigint, l.objid::bigint) AND l.pid <> "
                        "pg_backend_pid() ORDER BY a.xact_start LIMIT 1",
                        registers));
        if (!holder.step() || holder.is_null(0)) return;
        throw Error(Exit::busy,
                    say(Words{"数据库 {} 正被角色 {} 写入（服务器进程 {}）",
                              "database {} is being written by role {} (server process {})"},
                        name(), holder.text(0), holder.integer(1)),
                    busy.hint());
    }

    Session session_;
    PostgresBulkLoad bulk_load_;
    PostgresCatalog catalog_;
    bool restricted_ = false;
};

void PostgresConnection::commit() {
    Result done(libpq().exec(session_.handle(), "COMMIT"));
    if (!session_.is_server_reply(done.get()))
        throw Error(
            Exit::failed,
            say(Words{"提交时与数据库 {} 的连接中断，无法确定是否已保存",
                      "lost the connection to database {} during the commit; the change may or may not be saved"},
                name()),
            say(Words{"请先核对数据是否已保存，再决定是否重做", "check whether it was saved before you repeat it"}));
    done = session_.checked(done.release());
    if (std::string_view(libpq().command_status(done.get())) != "COMMIT")
        throw Error(Exit::failed,
                    say(Words{"数据库 {} 未保存本次修改", "database {} did not save the change"}, name()));
}

}  // namespace

std::unique_ptr<Connection> open_postgres(const std::string& url, Mode mode) {
    auto connection = std::make_unique<PostgresConnection>(url, mode);
    if (mode == Mode::create && connection->catalog().has_any_table())
        throw Error(
            Exit::failed,
            say(Words{"数据库 {} 中已有表，未覆盖", "database {} already contains tables; not overwritten"}, url),
            say(Words{"请另建空数据库，如 createdb 名称", "create an empty database, e.g. with createdb NAME"}));
    return connection;
}

}  // namespace cpcc::db
