#include "cpcc/store/views.hpp"

#include "cpcc/base/error.hpp"
#include "cpcc/db/catalog.hpp"
#include "cpcc/records/value.hpp"
#include "query/kind_sql.hpp"

#include <fmt/core.h>

#include <string>

namespace cpcc::store {

using records::Field;
using records::Kind;
using records::Type;

namespace {

std::string choices_sql(const Field& field) {
    std::string sql = fmt::format("CASE t.{}", field.id);
    for (std::size_t i = 0; i < field.choices.size(); ++i)
        sql += fmt::format(" WHEN {} THEN '{}'", i + 1, field.choices[i].id);
    return sql + " END";
}

// The engine, and the schema of the tables.
struct Place {
    db::Engine engine;
    std::string schema;

    std::string masked_phones() const {
        return engine == db::Engine::postgresql ? "pg_temp.masked_phone" : "temp.masked_phone";
    }
};

// Returns an expression for a date or a month as ISO text; null stays null.
std::string iso_sql(const Place& place, const std::string& column, bool day) {
    if (place.engine == db::Engine::postgresql)
        return fmt::format("to_char({}, '{}')", column, day ? "FM0000\"-\"00\"-\"00" : "FM0000\"-\"00");
    if (day)
        return fmt::format(
            "CASE WHEN {0} IS NOT NULL THEN printf('%04d-%02d-%02d', {0} / 10000, {0} / 100 % 100, {0} % 100) END",
            column);
    return fmt::format("CASE WHEN {0} IS NOT NULL THEN printf('%04d-%02d', {0} / 100, {0} % 100) END", column);
}

std::string column_sql(const Place& place, const Field& field) {
    const std::string column = fmt::format("t.{}", field.id);
    switch (field.type) {
        case Type::ref: return fmt::format("r_{}.{}", field.id, records::kind(field.target).has_code() ? "code" : "id");
        case Type::choice: return choices_sql(field);
        case Type::date: return iso_sql(place, column, true);
        case Type::month: return iso_sql(place, column, false);
        case Type::number: return fmt::format("{} / 10000.0", column);
        case Type::yesno: return fmt::format("CASE {} WHEN 1 THEN 'yes' WHEN 0 THEN 'no' END", column);
        case Type::phone: return fmt::format("(SELECT p.phone FROM {} p WHERE p.id = t.id)", place.masked_phones());
        default: return column;
    }
}

// Copies the masked phones into a temporary table. It must run before the connection is restricted: afterwards no query
// can read the full numbers, whatever name it uses.
void make_masked_phones(db::Connection& connection, const Place& place) {
    connection.define("CREATE TEMP TABLE masked_phone (id BIGINT PRIMARY KEY, phone TEXT NOT NULL)");
    auto rows = connection.prepare("SELECT id, phone FROM member WHERE phone IS NOT NULL");
    auto add =
        connection.prepare(fmt::format("INSERT INTO {} (id, phone) VALUES ($id, $phone)", place.masked_phones()));
    while (rows.step()) add.bind("id", rows.integer(0)).bind("phone", records::masked(rows.text(1))).run();
}

// Returns the views of closings and their figures; an empty area means all areas together.
std::string closing_views(const Place& place) {
    return fmt::format(
        "CREATE TEMP VIEW closing AS SELECT t.id AS row, a.code AS area, {1} AS first_day, {2} AS last_day, e.at AS "
        "closed_at, e.by AS closed_by, "
        "r.at AS reopened_at, r.by AS reopened_by, r.why AS why FROM {0}.closing t JOIN {0}.entry e ON e.id = t.closed "
        "LEFT JOIN {0}.entry r ON r.id = t.reopened LEFT JOIN {0}.area a ON a.id = t.area;\n"
        "CREATE TEMP VIEW closing_figure AS SELECT t.closing AS closing, a.code AS area, t.measure AS measure, t.value "
        "AS value "
        "FROM {0}.closing_figure t LEFT JOIN {0}.area a ON a.id = t.area;\n",
        place.schema, iso_sql(place, "t.first_day", true), iso_sql(place, "t.last_day", true));
}

std::string kind_view(const Place& place, const Kind& kind) {
    std::string sql = fmt::format("CREATE TEMP VIEW {} AS SELECT t.id AS row", kind.id);
    for (const Field& field : kind.fields)
        if (!field.several()) sql += fmt::format(", {} AS {}", column_sql(place, field), field.id);
    return sql + fmt::format(" FROM {}.{} t{} WHERE t.voided IS NULL;\n", place.schema, kind.id,
                             joins(kind, Refs::codes, place.schema + "."));
}

// Returns the view of the earlier spans of a kind with dated fields.
std::string former_view(const Place& place, const Kind& kind) {
    if (!kind.has_dated_fields()) return {};
    std::string sql = fmt::format("CREATE TEMP VIEW {} AS SELECT o.code AS {}, {} AS until", kind.former_table, kind.id,
                                  iso_sql(place, "t.until", true));
    std::string joins = fmt::format(" JOIN {0}.{1} o ON o.id = t.{1}", place.schema, kind.id);
    for (const std::size_t f : kind.dated_fields()) {
        const Field& field = kind.fields[f];
        sql += fmt::format(", {} AS {}", column_sql(place, field), field.id);
        if (field.type == Type::ref)
            joins += fmt::format(" LEFT JOIN {0}.{1} r_{2} ON r_{2}.id = t.{2}", place.schema, field.target, field.id);
    }
    return sql + fmt::format(" FROM {}.{} t{} WHERE o.voided IS NULL;\n", place.schema, kind.former_table, joins);
}

}  // namespace

void make_views(db::Connection& connection) {
    const Place place{connection.engine(), connection.catalog().schema()};
    make_masked_phones(connection, place);
    std::string sql;
    for (const Kind* kind : records::kinds()) sql += kind_view(place, *kind) + former_view(place, *kind);
    connection.define(sql + closing_views(place));
    connection.restrict_to_reading();
}

db::Statement ask(db::Connection& connection, const std::string& sql) {
    make_views(connection);
    auto rows = connection.prepare(sql);
    if (rows.columns() == 0)
        throw Error(Exit::usage, say(Words{"这不是查询语句", "this is not a query"}),
                    say(Words{"请写一条 SELECT 语句", "write one SELECT statement"}));
    return rows;
}

}  // namespace cpcc::store
