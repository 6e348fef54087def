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

}  // namespace

Error unknown_code(std::string_view kind, std::string_view code, const std::vector<std::string_view>& known) {
    return unknown_word(say(Words{"{} {} 不存在", "{} {} does not exist"}, records::kind(kind).label.get(), code), code,
                        known, say(Words{"见 cpcc {} list", "see cpcc {} list"}, kind));
}

std::string may_count(const Source& source, std::string_view kind) {
    const bool dates_it = source.dated == Dated::in_period && !source.day.empty() &&
                          records::kind(kind).find(source.day) &&
                          (kind == source.kind || !records::kind(source.kind).find(source.day)) &&
                          // A problem that was solved and reopened has another solved day, or none.
                          (records::kind(kind).reopened_by.empty() || source.day == records::kind(kind).date);
    return dates_it ? fmt::format("t.{} BETWEEN $first AND $last", source.day) : "1 = 1";
}

NumberSet matching_rows(db::Connection& connection, const Source& source, const FactCondition& condition,
                        const Period& period) {
    const std::string_view kind = condition.path.kind;
    check_codes(connection, condition.test, kind);
    db::ConditionSql sql(connection.engine(), records::kind(kind), db::References::alone);
    const std::string met = positive_sql(sql, condition.test);
    const std::string dated = condition.path.column ? "1 = 1" : may_count(source, kind);
    auto rows = connection.prepare(
        fmt::format("SELECT t.id FROM {} t WHERE {} AND ({}) ORDER BY t.id", kind, dated, met), db::Rows::many);
    sql.bind(rows);
    if (dated.find("$first") != std::string::npos)
        rows.bind("first", period.first.packed()).bind("last", period.last.packed());
    NumberSet found;
    if (std::any_of(condition.test.values.begin(), condition.test.values.end(), records::empty)) found.add(0);
    while (rows.step()) found.add(rows.integer(0));
    found.close();
    return found;
}

}  // namespace cpcc::report
