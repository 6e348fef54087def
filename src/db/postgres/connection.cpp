// PostgreSQL behind the seam.
#include "engines.hpp"

#include "cpcc/base/error.hpp"
#include "cpcc/db/copy.hpp"
#include "postgres/dialect.hpp"
#include "postgres/query_guard.hpp"
#include "postgres/statement.hpp"

#include <filesystem>

namespace cpcc::db {

namespace {

class PostgresConnection final : public Connection {
public:
    PostgresConnection(const std::string& url, Mode mode) : session_(url) {
        // The patience that a file has too; a server that sees when this process is gone, however long a statement
        // takes; and nothing compiled for a question that is answered sooner. A cursor is read to its end.
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
        if (restricted_) require_harmless(session_, std::string(sql));
        return Statement(std::make_unique<PostgresStatement>(
            session_, restricted_ ? Numbered{std::string(sql), {}} : number_parameters(sql), expected));
    }
    void execute(std::string_view sql) override { session_.run(std::string(sql)); }
    void apply(std::string_view schema) override { session_.run(in_postgres_words(schema)); }
    void define(std::string_view sql) override { session_.run("BEGIN READ WRITE; " + std::string(sql) + "; COMMIT"); }
    void feed(std::span<const Cell> cells, std::size_t width) override { session_.feed = {cells, width}; }
    void later(std::function<void()> work) override { work(); }
    void wait() noexcept override {}
    std::vector<Index> indexes(std::string_view) override { return {}; }
    void make_indexes(std::span<const Index>) override {}
    void defer_references() override;
    void check_references(std::span<const std::string>) override;
    void trust_references(bool) override {}

    // One writer of an office at a time, as on a file, and nobody beside one who writes registers: whoever reads what
    // is kept before he writes may trust it until he commits. The lock of the registers always comes first, and nobody
    // asks for more later: so no two wait for each other.
    void begin_write(Writes writes) override {
        constexpr int registers = 1668309859;  // "cpcc"
        session_.begin(
            writes == Writes::all
                ? fmt::format("BEGIN; SELECT pg_advisory_xact_lock({})", registers)
                : fmt::format("BEGIN; SELECT pg_advisory_xact_lock_shared({0}); SELECT pg_advisory_xact_lock({0}, {1})",
                              registers, session_.office));
    }
    void begin_read() override { session_.begin("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"); }
    void commit() override;
    void roll_back() noexcept override { session_.roll_back(); }
    bool has_table(std::string_view name) override {
        auto row =
            prepare("SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = $name", Rows::few);
        return row.bind("name", name).step();
    }
    bool has_any_table() override { return !tables().empty(); }
    std::vector<std::string> tables() override;
    std::string schema() override {
        auto row = prepare("SELECT quote_ident(current_schema())", Rows::few);
        row.step();
        return row.str(0);
    }
    void backup_to(const std::string& path) override;
    std::vector<std::string> integrity() override;
    const std::string& name() const override { return session_.name(); }
    std::string home() const override { return session_.database(); }
    std::optional<std::string> as_of() override;
    std::int64_t office() const override { return session_.office; }
    bool by_office() const override { return session_.by_office; }
    void restrict_to_reading() override { restricted_ = true; }

private:
    Session session_;
    std::vector<std::string> references_;  // the statements that make them again
    bool restricted_ = false;
};

// A key is taken away and made again behind the rows, which looks at them all at once.
void PostgresConnection::defer_references() {
    std::vector<std::string> taken;
    auto keys = prepare(
        "SELECT format('ALTER TABLE %s ', conrelid::regclass), format('DROP CONSTRAINT %I', conname), format('ADD "
        "CONSTRAINT %I %s', conname, pg_get_constraintdef(oid)) "
        "FROM pg_constraint WHERE contype = 'f' AND conparentid = 0 AND connamespace = current_schema()::regnamespace "
        "ORDER BY oid",
        Rows::few);
    while (keys.step()) {
        taken.push_back(keys.str(0) + keys.str(1));
        references_.push_back(keys.str(0) + keys.str(2));
    }
    for (const std::string& key : taken) execute(key);
}

void PostgresConnection::check_references(std::span<const std::string>) {
    for (const std::string& key : references_) execute(key);
    references_.clear();
}

void PostgresConnection::commit() {
    Result done(libpq().exec(session_.handle(), "COMMIT"));
    if (!session_.heard(done.get()))
        throw Error(
            Exit::failed,
            say(Words{"提交时与数据库 {} 的连接中断，无法确定是否已保存",
                      "lost the connection to database {} during the commit; the change may or may not be saved"},
                name()),
            say(Words{"请先核对数据是否已保存，再决定是否重做", "check whether it was saved before you repeat it"}));
    done = session_.taken(done.release());
    if (std::string_view(libpq().command_status(done.get())) != "COMMIT")
        throw Error(Exit::failed,
                    say(Words{"数据库 {} 未保存本次修改", "database {} did not save the change"}, name()));
}

std::vector<std::string> PostgresConnection::tables() {
    std::vector<std::string> found;
    auto rows = prepare(
        "SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p') "
        "AND NOT relispartition ORDER BY oid",
        Rows::few);
    while (rows.step()) found.push_back(rows.str(0));
    return found;
}

std::optional<std::string> PostgresConnection::as_of() {
    auto row = prepare(
        "SELECT to_char(pg_last_xact_replay_timestamp(), 'YYYY-MM-DD\"T\"HH24:MI:SSTZH:TZM') WHERE pg_is_in_recovery()",
        Rows::few);
    if (!row.step()) return std::nullopt;
    return row.is_null(0) ? say(Words{"（尚未收到任何修改）", "(no change received yet)"}) : row.str(0);
}

// A file that SQLite reads: whoever has it needs no server to see what was kept.
void PostgresConnection::backup_to(const std::string& path) {
    const auto file = open_sqlite(path, Mode::create);
    try {
        copy(*this, *file);
    } catch (const Error&) {
        std::filesystem::remove(path);
        throw;
    }
}

// What the server can tell of itself: a page that did not check, what somebody switched off, and references that were
// broken meanwhile.
std::vector<std::string> PostgresConnection::integrity() {
    std::vector<std::string> found;
    auto rows = prepare(
        "SELECT 'checksum failures: ' || checksum_failures FROM pg_stat_database WHERE datname = current_database() "
        "AND checksum_failures > 0 "
        "UNION ALL SELECT 'invalid index ' || i.indexrelid::regclass FROM pg_index i JOIN pg_class c ON c.oid = "
        "i.indexrelid "
        "WHERE c.relnamespace = current_schema()::regnamespace AND NOT i.indisvalid "
        "UNION ALL SELECT 'constraint not checked: ' || conrelid::regclass || ' ' || conname FROM pg_constraint "
        "WHERE connamespace = current_schema()::regnamespace AND NOT convalidated "
        "UNION ALL SELECT 'constraint switched off: ' || tgrelid::regclass || ' ' || tgname FROM pg_trigger t JOIN "
        "pg_class c ON c.oid = t.tgrelid "
        "WHERE c.relnamespace = current_schema()::regnamespace AND t.tgenabled = 'D' ORDER BY 1",
        Rows::few);
    while (rows.step()) found.push_back(rows.str(0));
    // A key that names the office too is that of a fact to a fact; one of a partition is its table's.
    auto keys = prepare(
        "SELECT k.conrelid::regclass::text, a.attname, k.confrelid::regclass::text, cardinality(k.conkey) FROM "
        "pg_constraint k "
        "JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1] "
        "WHERE k.contype = 'f' AND k.conparentid = 0 AND k.connamespace = current_schema()::regnamespace ORDER BY 1, 2",
        Rows::few);
    while (keys.step()) {
        auto lost = prepare(fmt::format("SELECT DISTINCT t.{1} FROM {0} t LEFT JOIN {2} r ON r.id = t.{1}{3} WHERE "
                                        "t.{1} IS NOT NULL AND r.id IS NULL ORDER BY 1",
                                        keys.text(0), keys.text(1), keys.text(2),
                                        keys.integer(3) > 1 ? " AND r.office = t.office" : ""),
                            Rows::few);
        while (lost.step())
            found.push_back(fmt::format("{} {} -> {} #{}", keys.text(0), keys.text(1), keys.text(2), lost.text(0)));
    }
    return found;
}

}  // namespace

std::unique_ptr<Connection> open_postgres(const std::string& url, Mode mode) {
    auto connection = std::make_unique<PostgresConnection>(url, mode);
    if (mode == Mode::create && connection->has_any_table())
        throw Error(
            Exit::failed,
            say(Words{"数据库 {} 中已有表，未覆盖", "database {} already contains tables; not overwritten"}, url),
            say(Words{"请另建空数据库，如 createdb 名称", "create an empty database, e.g. with createdb NAME"}));
    return connection;
}

}  // namespace cpcc::db
