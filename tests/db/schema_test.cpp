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

std::map<std::string, Column> columns_of(db::Connection& database, std::string_view table) {
    std::map<std::string, Column> columns;
    auto rows = database.prepare(fmt::format("SELECT name, type, \"notnull\" FROM pragma_table_info('{}')", table));
    while (rows.step()) columns[rows.str(0)] = {rows.str(1), rows.integer(2) != 0};
    return columns;
}

std::string target_of(db::Connection& database, std::string_view table, std::string_view column) {
    auto row = database.prepare(fmt::format("SELECT \"table\" FROM pragma_foreign_key_list('{}') WHERE \"from\" = $column", table));
    row.bind("column", column);
    return row.step() ? row.str(0) : "";
}

bool is_text(Type type) { return type == Type::text || type == Type::code || type == Type::phone || type == Type::period; }

}  // namespace

TEST_CASE("every kind has a table whose columns are its fields and what every record has") {
    Office office;
    for (const Kind* kind : kinds()) {
        CAPTURE(std::string(kind->id));
        REQUIRE(office.database->has_table(kind->id));
        auto columns = columns_of(*office.database, kind->id);
        for (const std::string column : {"id", "created", "changed", "voided"}) {
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

TEST_CASE("every field of several values has its table") {
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
            CHECK(columns.count("position") == (field.type == Type::roles ? 0 : 1));
        }
}

TEST_CASE("there is no table that nothing declares") {
    Office office;
    std::set<std::string> known{"migration", "entry", "change", "closing", "closing_area", "closing_measure", "closing_figure"};
    for (const Kind* kind : kinds()) {
        known.emplace(kind->id);
        for (const Field& field : kind->fields)
            if (field.several()) known.emplace(field.table);
    }
    auto rows = office.database->prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*' ORDER BY name");
    std::set<std::string> found;
    while (rows.step()) found.insert(rows.str(0));
    CHECK(found == known);
}

TEST_CASE("a new database is whole and holds nothing") {
    Office office;
    CHECK(office.database->integrity().empty());
    CHECK(store::breaches(*office.database).empty());
    for (const Kind* kind : kinds()) CHECK(office.number(fmt::format("SELECT count(*) FROM {}", kind->id)) == 0);
    CHECK(office.number("SELECT count(*) FROM entry") == 0);
}

TEST_CASE("codes are unique and lookups and references stand on an index") {
    Office office;
    for (const Kind* kind : kinds()) {
        std::string where;
        for (const auto field : kind->lookup) where += fmt::format("{}{} = 1", where.empty() ? "" : " AND ", field);
        CAPTURE(std::string(kind->id));
        auto plan = office.database->prepare(fmt::format("EXPLAIN QUERY PLAN SELECT * FROM {} WHERE {}", kind->id, where));
        REQUIRE(plan.step());
        CHECK(plan.str(3).find("USING INDEX") != std::string::npos);
        if (!kind->has_code()) continue;
        auto unique = office.database->prepare(fmt::format("EXPLAIN QUERY PLAN SELECT id FROM {} WHERE code = 'x'", kind->id));
        REQUIRE(unique.step());
        CHECK(unique.str(3).find("INDEX sqlite_autoindex") != std::string::npos);
    }
}
