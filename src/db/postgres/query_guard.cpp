#include "postgres/query_guard.hpp"

#include "cpcc/base/error.hpp"
#include "postgres/dialect.hpp"

namespace cpcc::db {

namespace {

// The server parses the body of an SQL function when it creates the function. The parse tree identifies every relation
// and function by number, whatever its alias in the query. A relation must be one of this connection's views, or a
// table that these read; `member`, whose phones the views mask, and partitions, which have no policies, are refused. A
// function must be PostgreSQL's own and not volatile, and must not run SQL from a text (`…_to_xml`).
constexpr const char* findings =
    "SELECT 1 FROM pg_proc f, regexp_matches(f.prosqlbody::text, ':relid (\\d+)', 'g') m JOIN pg_class c ON c.oid = "
    "m[1]::oid "
    "WHERE f.oid = 'pg_temp.cpcc_asked'::regproc AND c.relnamespace <> pg_my_temp_schema() "
    "AND (c.relispartition OR c.relname = 'member' OR NOT EXISTS (SELECT 1 FROM pg_depend d JOIN pg_rewrite r ON r.oid "
    "= d.objid JOIN pg_class v ON v.oid = r.ev_class WHERE d.classid = 'pg_rewrite'::regclass AND d.refclassid = "
    "'pg_class'::regclass AND d.refobjid = c.oid AND v.relnamespace = pg_my_temp_schema())) "
    "UNION ALL SELECT 1 FROM pg_proc f, regexp_matches(f.prosqlbody::text, ':(?:funcid|opfuncid|aggfnoid|winfnoid) "
    "(\\d+)', 'g') m JOIN pg_proc p ON p.oid = m[1]::oid "
    "WHERE f.oid = 'pg_temp.cpcc_asked'::regproc AND (p.provolatile = 'v' OR p.pronamespace <> "
    "'pg_catalog'::regnamespace OR strpos(p.proname, '_to_xml') > 0)";

}  // namespace

void require_harmless(Session& session, const std::string& sql) {
    if (!is_one_statement(sql))
        throw Error(Exit::usage, say(Words{"一次只能执行一条 SQL", "only one SQL statement at a time"}),
                    say(Words{"请分次执行", "run them one by one"}));
    session.begin("BEGIN READ WRITE");
    bool found = false;
    try {
        // The extended protocol accepts one command, so the text cannot end this one and begin another.
        const std::string function =
            "CREATE FUNCTION pg_temp.cpcc_asked() RETURNS SETOF record LANGUAGE sql BEGIN ATOMIC " + sql + "\n; END";
        session.checked(
            libpq().exec_params(session.handle(), function.c_str(), 0, nullptr, nullptr, nullptr, nullptr, 0));
        found = libpq().rows(session.run(findings).get()) > 0;
    } catch (const Error&) {
        session.roll_back();
        throw;
    }
    session.roll_back();
    if (found)
        throw Error(Exit::failed, say(Words{"不允许这样查询", "this query is not allowed"}),
                    say(Words{"请查询各类别的视图，如 member", "query the views of the kinds, such as `member`"}));
}

}  // namespace cpcc::db
