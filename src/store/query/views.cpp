#include "cpcc/store/views.hpp"

#include "cpcc/base/error.hpp"
#include "cpcc/db/catalog.hpp"
#include "cpcc/records/value.hpp"
#include "query/kind_sql.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <string>
#include <vector>

namespace cpcc::store {

using records::Field;
using records::Kind;
using records::Type;

namespace {

std::string choices_sql(const std::string& column, const Field& field) {
    std::string sql = fmt::format("CASE {}", column);
    for (std::size_t i = 0; i < field.choices.size(); ++i)
        sql += fmt::format(" WHEN {} THEN '{}'", i + 1, field.choices[i].id);
    return sql + " END";
}

// The engine, and the schema of the tables.
struct Place {
    db::Engine engine;
    std::string schema;

    bool on_server() const { return engine == db::Engine::postgresql; }
    std::string masked_phones() const { return on_server() ? "pg_temp.masked_phone" : "temp.masked_phone"; }
    // Returns the table that the views read for a kind. In a file, it is a copy if the kind has phones: SQLite tells
    // which tables a query reads, but not whether it reads them by a view. A server tells the views of a query.
    std::string table(const Kind& kind) const {
        return kind.has_phones() && !on_server() ? fmt::format("temp.{}_without_phones", kind.id)
                                                 : fmt::format("{}.{}", schema, kind.id);
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
        case Type::choice: return choices_sql(column, field);
        case Type::date: return iso_sql(place, column, true);
        case Type::month: return iso_sql(place, column, false);
        case Type::number: return fmt::format("{} / 10000.0", column);
        case Type::yesno: return fmt::format("CASE {} WHEN 1 THEN 'yes' WHEN 0 THEN 'no' END", column);
        case Type::phone: return fmt::format("(SELECT p.phone FROM {} p WHERE p.id = t.id)", place.masked_phones());
        default: return column;
    }
}

// Copies the masked phones into a temporary table. It must run before the connection is restricted: afterwards no query
// can read the full numbers.
void make_masked_phones(db::Connection& connection, const Place& place) {
    connection.define("CREATE TEMP TABLE masked_phone (id BIGINT PRIMARY KEY, phone TEXT NOT NULL)");
    auto rows = connection.prepare("SELECT id, phone FROM member WHERE phone IS NOT NULL");
    auto add =
        connection.prepare(fmt::format("INSERT INTO {} (id, phone) VALUES ($id, $phone)", place.masked_phones()));
    while (rows.step()) add.bind("id", rows.integer(0)).bind("phone", records::masked(rows.text(1))).run();
}

// Copies the records of kinds with phones, without them. The primary key and the index serve the joins of the views.
void copy_without_phones(db::Connection& connection, const Place& place) {
    for (const Kind* kind : records::kinds()) {
        if (!kind->has_phones() || place.on_server()) continue;
        std::string columns = "id";
        for (const Field& field : kind->fields)
            if (!field.several() && field.type != Type::phone) columns += fmt::format(", {}", field.id);
        columns += ", voided";
        const std::string copy = fmt::format("{}_without_phones", kind->id);
        connection.define(
            fmt::format("CREATE TEMP TABLE {0} ({1}, PRIMARY KEY (id)) WITHOUT ROWID;\n"
                        "INSERT INTO temp.{0} SELECT {1} FROM {2}.{3};\n"
                        "CREATE UNIQUE INDEX temp.{0}_code ON {0} (code)",
                        copy, columns, place.schema, kind->id));
    }
}

// Returns the joins for references as codes.
std::string view_joins(const Place& place, const std::vector<const Field*>& fields) {
    std::string text;
    for (const Field* field : fields)
        if (field->type == Type::ref)
            text += fmt::format(" LEFT JOIN {0} r_{1} ON r_{1}.id = t.{1}", place.table(records::kind(field->target)),
                                field->id);
    return text;
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
    std::vector<const Field*> fields;
    for (const Field& field : kind.fields) {
        if (field.several()) continue;
        fields.push_back(&field);
        sql += fmt::format(", {} AS {}", column_sql(place, field), field.id);
    }
    return sql + fmt::format(" FROM {} t{} WHERE t.voided IS NULL;\n", place.table(kind), view_joins(place, fields));
}

// Returns the view of the earlier spans of a kind with dated fields.
std::string former_view(const Place& place, const Kind& kind) {
    if (!kind.has_dated_fields()) return {};
    std::string sql = fmt::format("CREATE TEMP VIEW {} AS SELECT o.code AS {}, {} AS until", kind.former_table, kind.id,
                                  iso_sql(place, "t.until", true));
    std::vector<const Field*> fields;
    for (const std::size_t f : kind.dated_fields()) {
        fields.push_back(&kind.fields[f]);
        sql += fmt::format(", {} AS {}", column_sql(place, kind.fields[f]), kind.fields[f].id);
    }
    return sql + fmt::format(" FROM {}.{} t JOIN {} o ON o.id = t.{}{} WHERE o.voided IS NULL;\n", place.schema,
                             kind.former_table, place.table(kind), kind.id, view_joins(place, fields));
}

// Returns the views of the fields with several values, one row for each: the record, the value, and its role.
std::string item_views(const Place& place, const Kind& kind) {
    std::string sql;
    for (const Field& field : kind.fields) {
        if (!field.several() || field.has_records()) continue;
        const bool spans = field.type == Type::spans, refers = !field.target.empty();
        std::string columns = fmt::format("{} AS {}, ", kind.has_code() ? "o.code" : "o.id", kind.id);
        columns +=
            refers  ? fmt::format("r.code AS {}", field.item)
            : spans ? fmt::format("{} AS {}, {} AS {}", iso_sql(place, fmt::format("t.{}", field.item), true),
                                  field.item, iso_sql(place, fmt::format("t.{}", field.item_end), true), field.item_end)
                    : fmt::format("t.{0} AS {0}", field.item);
        if (field.has_roles()) columns += fmt::format(", {} AS role", choices_sql("t.role", field));
        const std::string target =
            refers ? fmt::format(" JOIN {} r ON r.id = t.{}", place.table(records::kind(field.target)), field.item)
                   : "";
        sql += fmt::format(
            "CREATE TEMP VIEW {0} AS SELECT {1} FROM {2}.{0} t JOIN {3} o ON o.id = t.{4}{5} WHERE "
            "o.voided IS NULL;\n",
            field.table, columns, place.schema, place.table(kind), kind.id, target);
    }
    return sql;
}

}  // namespace

void make_views(db::Connection& connection, std::chrono::seconds time) {
    const Place place{connection.engine(), connection.catalog().schema()};
    if (!place.on_server()) connection.begin_read();  // the copies and the views show one snapshot
    make_masked_phones(connection, place);
    copy_without_phones(connection, place);
    std::string sql;
    for (const Kind* kind : records::kinds())
        sql += kind_view(place, *kind) + former_view(place, *kind) + item_views(place, *kind);
    connection.define(sql + closing_views(place));
    connection.restrict_to_reading();
    connection.catalog().limit_time(time);
}

db::Statement ask(db::Connection& connection, const std::string& sql, std::chrono::seconds time) {
    make_views(connection, time);
    auto rows = connection.prepare(sql);
    if (rows.columns() == 0)
        throw Error(Exit::usage, say(Words{"这不是查询语句", "this is not a query"}),
                    say(Words{"请写一条 SELECT 语句", "write one SELECT statement"}));
    return rows;
}

}  // namespace cpcc::store
