// The schema fits the declarations of the kinds: tables, columns, foreign keys and indexes.
#include "fixture.hpp"

#include <map>
#include <set>

using namespace db_fixture;
using namespace cpcc::records;

namespace {

struct Column {
    std::string type;
    bool not_null;
};

// Returns the columns of a table, with SQLite's names of types. A text column that a server does not sort bytewise has
// the server's name of its type, so that the test fails.
std::map<std::string, Column> columns_of(db::Connection& database, std::string_view table) {
    std::map<std::string, Column> columns;
    auto rows = database.prepare(fmt::format(
        fmt::runtime(
            on_server()
                ? "SELECT column_name, CASE WHEN data_type = 'bigint' THEN 'INTEGER' WHEN data_type = 'text' AND "
                  "collation_name = 'C' THEN 'TEXT' ELSE data_type END, "
                  "CASE is_nullable WHEN 'NO' THEN 1 ELSE 0 END FROM information_schema.columns WHERE table_name = '{}'"
                : "SELECT name, type, \"notnull\" FROM pragma_table_info('{}')"),
        table));
    while (rows.step()) columns[rows.str(0)] = {rows.str(1), rows.integer(2) != 0};
    return columns;
}

std::string target_of(db::Connection& database, std::string_view table, std::string_view column) {
    auto row = database.prepare(fmt::format(
        fmt::runtime(on_server() ? "SELECT k.confrelid::regclass::text FROM pg_constraint k JOIN pg_attribute a ON "
                                   "a.attrelid = k.conrelid AND a.attnum = k.conkey[1] "
                                   "WHERE k.contype = 'f' AND k.conrelid = '{}'::regclass AND a.attname = $column"
                                 : "SELECT \"table\" FROM pragma_foreign_key_list('{}') WHERE \"from\" = $column"),
        table));
    row.bind("column", column);
    return row.step() ? row.str(0) : "";
}

bool is_text(Type type) {
    return type == Type::text || type == Type::code || type == Type::phone || type == Type::period;
}

}  // namespace

TEST_CASE("the columns of a kind's table are its fields and the common columns") {
    Office office;
    for (const Kind* kind : kinds()) {
        CAPTURE(std::string(kind->id));
        REQUIRE(office.database->catalog().has_table(kind->id));
        auto columns = columns_of(*office.database, kind->id);
        for (const std::string column : {"id", "created", "changed", "voided", "office"}) {
            CAPTURE(column);
            CHECK(columns.count(column) == 1);
            CHECK(columns[column].type == "INTEGER");
            columns.erase(column);
        }
        for (const Field& field : kind->fields) {
            if (field.several()) continue;
            CAPTURE(std::string(field.id));
            REQUIRE(columns.count(std::string(field.id)) == 1);
            const Column column = columns[std::string(field.id)];
            CHECK(column.type == std::string(is_text(field.type) ? "TEXT" : "INTEGER"));
            CHECK(column.not_null == (field.required || field.type == Type::code));
            CHECK(target_of(*office.database, kind->id, field.id) == field.target);
            columns.erase(std::string(field.id));
        }
        std::string left_over;
        for (const auto& [name, column] : columns) left_over += name + " ";
        CHECK(left_over == "");
    }
}

TEST_CASE("every field with several values has a table") {
    Office office;
    for (const Kind* kind : kinds())
        for (const Field& field : kind->fields) {
            if (!field.several()) continue;
            CAPTURE(std::string(field.table));
            auto columns = columns_of(*office.database, field.table);
            REQUIRE(columns.count(std::string(kind->id)) == 1);
            REQUIRE(columns.count(std::string(field.item)) == 1);
            CHECK(columns[std::string(field.item)].type == (field.type == Type::texts ? "TEXT" : "INTEGER"));
            CHECK(target_of(*office.database, field.table, kind->id) == kind->id);
            CHECK(target_of(*office.database, field.table, field.item) == field.target);
            CHECK(columns.count("position") == (field.has_records() ? 0 : 1));
        }
}

TEST_CASE("the spans of a kind have a column for each dated field, and nothing else") {
    Office office;
    for (const Kind* kind : kinds()) {
        CAPTURE(std::string(kind->id));
        CHECK(kind->has_dated_fields() == !kind->dated_fields().empty());
        if (!kind->has_dated_fields()) continue;
        CHECK(kind->at(kind->begins).type == Type::date);
        auto columns = columns_of(*office.database, kind->former_table);
        for (const std::string_view column : {kind->id, std::string_view("until")}) {
            CHECK(columns[std::string(column)].not_null);
            columns.erase(std::string(column));
        }
        CHECK(target_of(*office.database, kind->former_table, kind->id) == kind->id);
        for (const std::size_t f : kind->dated_fields()) {
            const Field& field = kind->fields[f];
            CAPTURE(std::string(field.id));
            REQUIRE(columns.count(std::string(field.id)) == 1);
            CHECK(columns[std::string(field.id)].not_null == field.required);
            CHECK(target_of(*office.database, kind->former_table, field.id) == field.target);
            columns.erase(std::string(field.id));
        }
        CHECK(columns.empty());
    }
}

TEST_CASE("every table is declared") {
    Office office;
    std::set<std::string> known{"migration",    "office",          "entry",          "change",        "closing",
                                "closing_area", "closing_measure", "closing_figure", "distinct_pair", "replica",
                                "sender",       "bundle",          "version"};
    for (const Kind* kind : kinds()) {
        known.emplace(kind->id);
        for (const Field& field : kind->fields)
            if (field.several()) known.emplace(field.table);
        if (kind->has_dated_fields()) known.emplace(kind->former_table);
    }
    const auto tables = office.database->catalog().tables();
    CHECK(std::set<std::string>(tables.begin(), tables.end()) == known);
    CHECK(tables.front() == "migration");
}

TEST_CASE("a new database is sound and empty") {
    Office office;
    CHECK(office.database->catalog().integrity().empty());
    CHECK(errors(*office.database).empty());
    for (const Kind* kind : kinds()) CHECK(office.number(fmt::format("SELECT count(*) FROM {}", kind->id)) == 0);
    CHECK(office.number("SELECT count(*) FROM entry") == 0);
}

namespace {

// Returns the engine's plan for a statement. A server would scan an empty table, so scans are turned off.
std::string plan_of(db::Connection& database, const std::string& sql) {
    if (on_server()) database.execute("SET enable_seqscan = off; SET enable_bitmapscan = off");
    auto row = database.prepare((on_server() ? "EXPLAIN " : "EXPLAIN QUERY PLAN ") + sql);
    REQUIRE(row.step());
    return row.str(on_server() ? 0 : 3);
}

}  // namespace

TEST_CASE("codes are unique, and lookups and references use an index") {
    Office office;
    for (const Kind* kind : kinds()) {
        std::string where;
        for (const auto field : kind->lookup) {
            const std::string value = is_text(kind->at(field).type) && on_server() ? "'1'" : "1";
            where += fmt::format("{}{} = {}", where.empty() ? "" : " AND ", field, value);
        }
        CAPTURE(std::string(kind->id));
        CHECK(holds(plan_of(*office.database, fmt::format("SELECT * FROM {} WHERE {}", kind->id, where)),
                    on_server() ? "Index Scan using" : "USING INDEX"));
        if (kind->has_code())
            CHECK(holds(plan_of(*office.database, fmt::format("SELECT id FROM {} WHERE code = 'x'", kind->id)),
                        on_server() ? fmt::format("using {}_code_key", kind->id) : "INDEX sqlite_autoindex"));
    }
}
