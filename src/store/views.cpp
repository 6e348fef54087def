#include "cpcc/store/views.hpp"

#include "cpcc/records/value.hpp"

#include <fmt/core.h>

#include <string>

namespace cpcc::store {

using records::Field;
using records::Kind;
using records::Type;

namespace {

std::string choices_sql(const Field& field) {
    std::string sql = fmt::format("CASE t.{}", field.id);
    for (std::size_t i = 0; i < field.choices.size(); ++i) sql += fmt::format(" WHEN {} THEN '{}'", i + 1, field.choices[i].id);
    return sql + " END";
}

std::string day_sql(const std::string& column) {
    return fmt::format("CASE WHEN {0} IS NOT NULL THEN printf('%04d-%02d-%02d', {0} / 10000, {0} / 100 % 100, {0} % 100) END", column);
}

std::string column_sql(const Field& field) {
    const std::string column = fmt::format("t.{}", field.id);
    switch (field.type) {
        case Type::ref: return fmt::format("(SELECT r.code FROM main.{} r WHERE r.id = {})", field.target, column);
        case Type::choice: return choices_sql(field);
        case Type::date: return day_sql(column);
        case Type::month: return fmt::format("CASE WHEN {0} IS NOT NULL THEN printf('%04d-%02d', {0} / 100, {0} % 100) END", column);
        case Type::number: return fmt::format("{} / 10000.0", column);
        case Type::yesno: return fmt::format("CASE {} WHEN 1 THEN 'yes' WHEN 0 THEN 'no' END", column);
        case Type::phone: return "(SELECT p.phone FROM temp.masked_phone p WHERE p.id = t.id)";
        default: return column;
    }
}

// Written out before reading is restricted: from then on nothing can look behind the mask, under whatever name it asks.
void make_masked_phones(db::Connection& connection) {
    connection.execute("CREATE TEMP TABLE masked_phone (id INTEGER PRIMARY KEY, phone TEXT NOT NULL)");
    auto rows = connection.prepare("SELECT id, phone FROM main.member WHERE phone IS NOT NULL");
    auto add = connection.prepare("INSERT INTO temp.masked_phone (id, phone) VALUES ($id, $phone)");
    while (rows.step()) add.bind("id", rows.integer(0)).bind("phone", records::masked(rows.text(1))).run();
}

// Closings and their figures; an area that is empty stands for all together.
std::string closing_views() {
    return fmt::format("CREATE TEMP VIEW closing AS SELECT t.id AS row, a.code AS area, {} AS first_day, {} AS last_day, e.at AS closed_at, e.by AS closed_by, "
                       "r.at AS reopened_at, r.by AS reopened_by, r.why AS why FROM main.closing t JOIN main.entry e ON e.id = t.closed "
                       "LEFT JOIN main.entry r ON r.id = t.reopened LEFT JOIN main.area a ON a.id = t.area;\n"
                       "CREATE TEMP VIEW closing_figure AS SELECT t.closing AS closing, a.code AS area, t.measure AS measure, t.value AS value "
                       "FROM main.closing_figure t LEFT JOIN main.area a ON a.id = t.area;\n",
                       day_sql("t.first_day"), day_sql("t.last_day"));
}

}  // namespace

void make_views(db::Connection& connection) {
    make_masked_phones(connection);
    std::string sql;
    for (const Kind* kind : records::kinds()) {
        sql += fmt::format("CREATE TEMP VIEW {} AS SELECT t.id AS row", kind->id);
        for (const Field& field : kind->fields)
            if (!field.several()) sql += fmt::format(", {} AS {}", column_sql(field), field.id);
        sql += fmt::format(" FROM main.{} t WHERE t.voided IS NULL;\n", kind->id);
    }
    connection.execute(sql + closing_views());
    connection.restrict_to_reading();
}

}  // namespace cpcc::store
