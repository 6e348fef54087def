#include "postgres/catalog.hpp"

#include "cpcc/base/error.hpp"
#include "cpcc/db/copy.hpp"
#include "engine_blocks.hpp"
#include "engines.hpp"
#include "postgres/dialect.hpp"
#include "postgres/statement.hpp"

#include <filesystem>

namespace cpcc::db {

bool PostgresCatalog::has_table(std::string_view name) {
    auto row =
        db::prepare(session_, "SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = $name");
    return row.bind("name", name).step();
}

std::string PostgresCatalog::schema() {
    auto row = db::prepare(session_, "SELECT quote_ident(current_schema())");
    row.step();
    return row.str(0);
}

// Where facts are partitioned by office, a foreign key to a fact names the office too. The layout adds these keys
// (schema/offices/layout.sql), so this leaves them out.
void PostgresCatalog::apply(std::string_view schema) {
    std::string text = to_postgres_schema(for_engine(schema, Engine::postgresql));
    auto facts = db::prepare(session_,
                             "SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND "
                             "relkind = 'p' AND NOT relispartition");
    while (facts.step()) text = without_keys_to(text, facts.str(0));
    session_.run(text);
}

std::vector<std::string> PostgresCatalog::tables() {
    std::vector<std::string> found;
    auto rows = db::prepare(
        session_,
        "SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p') "
        "AND NOT relispartition ORDER BY oid");
    while (rows.step()) found.push_back(rows.str(0));
    return found;
}

std::optional<std::string> PostgresCatalog::as_of() {
    auto row = db::prepare(session_,
                           "SELECT to_char(pg_last_xact_replay_timestamp(), 'YYYY-MM-DD\"T\"HH24:MI:SSTZH:TZM') WHERE "
                           "pg_is_in_recovery()");
    if (!row.step()) return std::nullopt;
    return row.is_null(0) ? say(Words{"（尚未收到任何修改）", "(no change received yet)"}) : row.str(0);
}

// Writes an SQLite file, which needs no server to be read.
void PostgresCatalog::backup_to(const std::string& path) {
    const auto file = open_sqlite(path, Mode::create);
    try {
        copy(connection_, *file);
    } catch (const Error&) {
        std::filesystem::remove(path);
        throw;
    }
}

// Returns the defects that the server reports of itself (failed checksums, invalid indexes, constraints unchecked or
// switched off).
std::vector<Fault> PostgresCatalog::integrity() {
    std::vector<Fault> found;
    auto rows = db::prepare(
        session_,
        "SELECT 'checksum failures: ' || checksum_failures FROM pg_stat_database WHERE datname = current_database() "
        "AND checksum_failures > 0 "
        "UNION ALL SELECT 'invalid index ' || i.indexrelid::regclass FROM pg_index i JOIN pg_class c ON c.oid = "
        "i.indexrelid "
        "WHERE c.relnamespace = current_schema()::regnamespace AND NOT i.indisvalid "
        "UNION ALL SELECT 'constraint not checked: ' || conrelid::regclass || ' ' || conname FROM pg_constraint "
        "WHERE connamespace = current_schema()::regnamespace AND NOT convalidated "
        "UNION ALL SELECT 'constraint switched off: ' || tgrelid::regclass || ' ' || tgname FROM pg_trigger t JOIN "
        "pg_class c ON c.oid = t.tgrelid "
        "WHERE c.relnamespace = current_schema()::regnamespace AND t.tgenabled = 'D' ORDER BY 1");
    while (rows.step()) found.push_back({"", rows.str(0), ""});
    return found;
}

std::vector<BrokenReference> PostgresCatalog::broken_references() {
    std::vector<BrokenReference> found;
    // Only a foreign key from a fact to a fact includes the office. The keys of a partition repeat those of its table.
    auto keys = db::prepare(
        session_,
        "SELECT k.conrelid::regclass::text, a.attname, k.confrelid::regclass::text, cardinality(k.conkey) FROM "
        "pg_constraint k "
        "JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1] "
        "WHERE k.contype = 'f' AND k.conparentid = 0 AND k.connamespace = current_schema()::regnamespace ORDER BY 1, "
        "2");
    while (keys.step()) {
        auto lost = db::prepare(
            session_, fmt::format("SELECT coalesce((to_jsonb(t) ->> 'id')::bigint, 0) FROM {0} t LEFT JOIN {2} r ON "
                                  "r.id = t.{1}{3} WHERE t.{1} IS NOT NULL AND r.id IS NULL ORDER BY 1",
                                  keys.text(0), keys.text(1), keys.text(2),
                                  keys.integer(3) > 1 ? " AND r.office = t.office" : ""));
        while (lost.step()) found.push_back({keys.str(0), lost.integer(0), keys.str(1), keys.str(2)});
    }
    return found;
}

}  // namespace cpcc::db
