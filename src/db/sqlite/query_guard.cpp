#include "sqlite/query_guard.hpp"

#include "cpcc/base/error.hpp"

#include <sqlite3.h>

#include <array>
#include <memory>

namespace cpcc::db {

namespace {

constexpr int largest_value = 16 * 1024 * 1024;  // bytes of one text

// Allows only statements that read.
int authorize(void*, int action, const char* name, const char*, const char*, const char*) {
    switch (action) {
        case SQLITE_SELECT:
        case SQLITE_FUNCTION:
        case SQLITE_RECURSIVE:
        case SQLITE_READ: return SQLITE_OK;
        case SQLITE_PRAGMA:
            return name && (std::string_view(name) == "table_info" || std::string_view(name) == "table_list")
                       ? SQLITE_OK
                       : SQLITE_DENY;
        default: return SQLITE_DENY;
    }
}

using Compiled = std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)>;

// Returns null for SQL without a statement and for SQL that does not compile. `rest`: what follows the statement.
Compiled compile(sqlite3* database, const char* sql, const char** rest = nullptr) {
    sqlite3_stmt* statement = nullptr;
    sqlite3_prepare_v2(database, sql, -1, &statement, rest);
    return {statement, sqlite3_finalize};
}

[[noreturn]] void refuse_more() {
    throw Error(Exit::usage, say(Words{"一次只能执行一条 SQL", "only one SQL statement at a time"}),
                say(Words{"请分次执行", "run them one by one"}));
}

// Calls `each` with the root page of every table and index in the file that a statement opens. Temporary tables belong
// to the connection.
template <class Each>
void each_opened(SqliteSession& session, const std::string& sql, Each each) {
    constexpr std::int64_t file = 0;  // SQLite's number for `main`
    auto program = session.prepare("EXPLAIN " + sql);
    while (program.step()) {
        const std::string_view step = program.text(1);
        const bool opens = step == "OpenRead" || step == "OpenWrite" || step == "ReopenIdx";
        if (opens && program.integer(4) == file) each(program.integer(3));
    }
}

}  // namespace

SqliteQueryGuard::SqliteQueryGuard(SqliteSession& session) : session_(session) {
    session_.set_cache(PageCache::random);  // a query can join any tables
    permit_views();
    // Virtual tables have no b-trees. Those that stay read only what the query gives them.
    std::array<const char*, 3> harmless{"json_each", "json_tree", nullptr};
    sqlite3_drop_modules(session_.handle(), harmless.data());
    sqlite3_limit(session_.handle(), SQLITE_LIMIT_LENGTH, largest_value);
    sqlite3_set_authorizer(session_.handle(), authorize, nullptr);
}

// Permits a whole table with its indexes where a view opens any of them: another query may need another index.
void SqliteQueryGuard::permit_views() {
    constexpr std::int64_t schema_table = 1;
    permitted_.insert(schema_table);
    auto views = session_.prepare("SELECT name FROM sqlite_temp_schema WHERE type = 'view'");
    auto table = session_.prepare(
        "SELECT a.rootpage FROM sqlite_schema o JOIN sqlite_schema a ON a.tbl_name = o.tbl_name WHERE o.rootpage = "
        "$page");
    while (views.step())
        each_opened(session_, fmt::format("SELECT * FROM temp.{}", views.text(0)), [&](std::int64_t page) {
            if (permitted_.contains(page)) return;
            table.bind("page", page);
            while (table.step()) permitted_.insert(table.integer(0));
            table.reset();
        });
}

void SqliteQueryGuard::require_harmless(const std::string& sql) {
    const char* rest = nullptr;
    const Compiled first = compile(session_.handle(), sql.c_str(), &rest);
    if (!first) return;  // the caller reports the error
    const char* end = nullptr;
    if (compile(session_.handle(), rest, &end) || sqlite3_errcode(session_.handle()) != SQLITE_OK) refuse_more();
    if (sqlite3_stmt_isexplain(first.get()) == 0) require_permitted(sql);
}

void SqliteQueryGuard::require_permitted(const std::string& sql) {
    each_opened(session_, sql, [&](std::int64_t page) {
        if (!permitted_.contains(page)) refuse_table(page);
    });
}

void SqliteQueryGuard::refuse_table(std::int64_t page) {
    auto table = session_.prepare("SELECT tbl_name FROM sqlite_schema WHERE rootpage = $page");
    table.bind("page", page);
    table.step();
    throw Error(Exit::failed, say(Words{"不允许查询表 {}", "table {} cannot be queried"}, table.text(0)),
                say(Words{"请查询各类别的视图，如 member", "query the views of the kinds, such as `member`"}));
}

}  // namespace cpcc::db
