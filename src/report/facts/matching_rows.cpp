#include "facts/matching_rows.hpp"

#include "cpcc/base/error.hpp"
#include "cpcc/base/suggest.hpp"
#include "cpcc/db/condition.hpp"

#include <algorithm>

namespace cpcc::report {

namespace {

using records::Condition;
using records::Operator;
using records::Type;
using records::Value;

// Returns the kind of record whose codes a condition compares; empty if it compares no codes.
std::string_view compared_codes(const Condition& condition, std::string_view of) {
    if (condition.op != Operator::equal && condition.op != Operator::unequal) return {};
    const records::Field& field = *condition.field;
    if (field.type == Type::code) return condition.path.empty() ? of : condition.path.back()->target;
    return !field.target.empty() && records::kind(field.target).has_code() ? field.target : std::string_view();
}

void check_code(db::Connection& connection, std::string_view kind, const std::string& code) {
    auto known = connection.prepare(fmt::format("SELECT 1 FROM {} WHERE code = $code", kind));
    known.bind("code", code);
    if (known.step()) return;
    std::vector<std::string> codes;
    auto rows = connection.prepare(fmt::format("SELECT code FROM {} ORDER BY code", kind), db::Rows::many);
    while (rows.step()) codes.push_back(rows.str(0));
    throw unknown_code(kind, code, {codes.begin(), codes.end()});
}

void check_codes(db::Connection& connection, const Condition& condition, std::string_view of) {
    const std::string_view kind = compared_codes(condition, of);
    if (kind.empty()) return;
    for (const Value& value : condition.values) {
        if (const auto* code = std::get_if<std::string>(&value)) check_code(connection, kind, *code);
        if (const auto* items = std::get_if<std::vector<records::Item>>(&value))
            for (const records::Item& item : *items) check_code(connection, kind, item.text);
    }
}

// Writes the condition without its negation. An empty yes/no field is "no".
std::string positive_sql(db::ConditionSql& sql, Condition condition) {
    if (condition.op == Operator::unequal) condition.op = Operator::equal;
    if (condition.op == Operator::lacks) condition.op = Operator::contains;
    if (condition.field->type != Type::yesno || condition.op != Operator::equal) return sql.of(condition);
    std::string either;
    for (const Value& value : condition.values) {
        const bool is_no = !records::empty(value) && records::number(value) == 0;
        Condition one = condition;
        one.values = {is_no ? Value(std::int64_t{1}) : value};
        if (is_no) one.op = Operator::unequal;
        either += fmt::format("{}({})", either.empty() ? "" : " OR ", sql.of(one));
        if (is_no) either += fmt::format(" AND {} IS NOT NULL", db::row_at(condition.path));
    }
    return either;
}

// Returns whether the day of a source's facts is that of their records of a kind.
bool dates_facts(const Source& source, std::string_view kind) {
    if (source.dated != Dated::in_period || source.day.empty()) return false;
    if (kind != (records::kind(source.kind).find(source.day) ? source.kind : source.owner)) return false;
    // A problem that was solved and reopened has another solved day, or none.
    return records::kind(kind).reopened_by.empty() || source.day == records::kind(kind).date;
}

}  // namespace

Error unknown_code(std::string_view kind, std::string_view code, const std::vector<std::string_view>& known) {
    return unknown_word(say(Words{"{} {} 不存在", "{} {} does not exist"}, records::kind(kind).label.get(), code), code,
                        known, say(Words{"见 cpcc {} list", "see cpcc {} list"}, kind));
}

db::Statement rows_that_may_count(db::Connection& connection, const Source& source, const FieldPath& path,
                                  const Period& period, const std::string& columns, const std::string& condition) {
    const bool dated = !path.column && dates_facts(source, path.kind);
    auto rows = connection.prepare(
        fmt::format("SELECT t.id, {} FROM {} t WHERE {} AND ({}) ORDER BY t.id", columns, path.kind,
                    dated ? fmt::format("t.{} BETWEEN $first AND $last", source.day) : "1 = 1", condition),
        db::Rows::many);
    if (dated) rows.bind("first", period.first.packed()).bind("last", period.last.packed());
    return rows;
}

NumberSet matching_rows(db::Connection& connection, const Source& source, const FactCondition& condition,
                        const Period& period) {
    const std::string_view kind = condition.path.kind;
    check_codes(connection, condition.test, kind);
    db::ConditionSql sql(connection.engine(), records::kind(kind), db::References::alone);
    const std::string met = positive_sql(sql, condition.test);
    auto rows = rows_that_may_count(connection, source, condition.path, period, "1", met);
    sql.bind(rows);
    NumberSet found;
    if (std::any_of(condition.test.values.begin(), condition.test.values.end(), records::empty)) found.add(0);
    while (rows.step()) found.add(rows.integer(0));
    found.close();
    return found;
}

}  // namespace cpcc::report
