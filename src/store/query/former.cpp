#include "cpcc/store/former.hpp"

#include "cpcc/db/sets.hpp"

#include <fmt/format.h>

namespace cpcc::store {

using records::Field;
using records::Kind;
using records::Type;

namespace {

// Returns the SELECT for the record, `until` and the dated fields of spans `f`.
std::string spans_sql(const Kind& kind, Refs refs) {
    std::string columns, joins;
    for (const std::size_t at : kind.dated_fields()) {
        const Field& field = kind.fields[at];
        const bool code = field.type == Type::ref && refs == Refs::codes;
        columns += code ? fmt::format(", r_{}.code", field.id) : fmt::format(", f.{}", field.id);
        if (code) joins += fmt::format(" LEFT JOIN {0} r_{1} ON r_{1}.id = f.{1}", field.target, field.id);
    }
    return fmt::format("SELECT f.{0}, f.until{1} FROM {2} f{3} ", kind.id, columns, kind.former_table, joins);
}

records::Value value_of(const db::Cell& cell) {
    if (const auto* number = std::get_if<std::int64_t>(&cell)) return *number;
    if (const auto* text = std::get_if<std::string_view>(&cell)) return std::string(*text);
    return {};
}

void read_span(const db::Statement& row, const Kind& kind, std::map<std::int64_t, Formers>& found) {
    Former& span = found[row.integer(0)].emplace_back();
    span.until = row.integer(1);
    span.values.resize(kind.fields.size());
    int column = 2;
    for (const std::size_t at : kind.dated_fields()) span.values[at] = value_of(row.cell(column++));
}

}  // namespace

std::map<std::int64_t, Formers> former_values(db::Connection& connection, const Kind& kind,
                                              std::span<const std::int64_t> ids, Refs refs) {
    std::map<std::int64_t, Formers> found;
    if (!kind.has_dated_fields()) return found;
    db::for_each_in(connection,
                    fmt::format("{0}WHERE f.{1} IN ($keys) ORDER BY f.{1}, f.until", spans_sql(kind, refs), kind.id),
                    ids, [&](db::Statement& row) { read_span(row, kind, found); });
    return found;
}

std::map<std::int64_t, Formers> former_values(db::Connection& connection, const Kind& kind, Refs refs) {
    std::map<std::int64_t, Formers> found;
    if (!kind.has_dated_fields()) return found;
    auto rows = connection.prepare(fmt::format("{0}ORDER BY f.{1}, f.until", spans_sql(kind, refs), kind.id));
    while (rows.step()) read_span(rows, kind, found);
    return found;
}

}  // namespace cpcc::store
