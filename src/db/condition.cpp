#include "cpcc/db/condition.hpp"

#include <fmt/core.h>

namespace cpcc::db {

using records::Condition;
using records::Field;
using records::Operator;
using records::Type;

std::string row_at(std::span<const Field* const> path) {
    std::string id = "t.id";
    const Field* before = nullptr;
    for (const Field* field : path) {
        id = before ? fmt::format("(SELECT w.{} FROM {} w WHERE w.id = {})", field->id, before->target, id)
                    : fmt::format("t.{}", field->id);
        before = field;
    }
    return id;
}

namespace {

// Returns a date as ISO text, in SQL that both engines have.
std::string iso_text(std::string_view column) {
    const std::string digits = fmt::format("CAST({} AS TEXT)", column);
    return fmt::format("substr({0}, 1, 4) || '-' || substr({0}, 5, 2) || '-' || substr({0}, 7, 2)", digits);
}

}  // namespace

std::string item_text(const Field& field) {
    if (!field.target.empty()) return "r.code";
    const std::string item = fmt::format("i.{}", field.item);
    if (field.type != Type::spans) return item;
    return fmt::format("{} || '/' || {}", iso_text(item), iso_text(fmt::format("i.{}", field.item_end)));
}

// Returns the value that a condition compares: the code of a reference, or the value of any other field.
std::string ConditionSql::value_of(const Condition& condition) const {
    const Field& field = *condition.field;
    const bool direct = condition.path.empty();
    const std::string column = direct ? fmt::format("t.{}", field.id)
                                      : fmt::format("(SELECT w.{} FROM {} w WHERE w.id = {})", field.id,
                                                    condition.path.back()->target, row_at(condition.path));
    if (field.type != Type::ref || !records::kind(field.target).has_code()) return column;
    if (direct && references_ == References::joined) return fmt::format("r_{}.code", field.id);
    return fmt::format("(SELECT x.code FROM {} x WHERE x.id = {})", field.target, column);
}

// Compares a field with several values: it equals a value if one of its items does.
std::string ConditionSql::several(const Condition& condition, const records::Value& value,
                                  const std::string& parameter) const {
    const Field& field = *condition.field;
    const bool unequal = condition.op == Operator::unequal;
    const std::string kind(condition.path.empty() ? kind_.id : condition.path.back()->target);
    const std::string live = field.has_records() ? " AND i.voided IS NULL" : "", owner = row_at(condition.path);
    if (records::empty(value))
        return fmt::format("{} EXISTS (SELECT 1 FROM {} i WHERE i.{} = {}{})", unequal ? "" : "NOT", field.table, kind,
                           owner, live);
    const std::string join =
        field.target.empty() ? "" : fmt::format(" JOIN {} r ON r.id = i.{}", field.target, field.item);
    return fmt::format("{} EXISTS (SELECT 1 FROM {} i{} WHERE i.{} = {}{} AND {} = ${})", unequal ? "NOT" : "",
                       field.table, join, kind, owner, live, item_text(field), parameter);
}

std::string ConditionSql::single(const Condition& condition, const records::Value& value,
                                 const std::string& parameter) const {
    const std::string column = value_of(condition);
    const Operator op = condition.op;
    if (records::empty(value)) return fmt::format("{} IS {}NULL", column, op == Operator::unequal ? "NOT " : "");
    if (op == Operator::contains || op == Operator::lacks)
        return fmt::format("coalesce({}({}, ${}), 0) {} 0", engine_ == Engine::sqlite ? "instr" : "strpos", column,
                           parameter, op == Operator::lacks ? "=" : ">");
    if (op == Operator::unequal) return fmt::format("{} IS DISTINCT FROM ${}", column, parameter);
    return fmt::format("{} {} ${}", column, records::sign_of(op), parameter);
}

std::string ConditionSql::of(const Condition& condition) {
    std::string text;
    for (records::Value value : condition.values) {
        if (const auto* items = std::get_if<std::vector<records::Item>>(&value); items && !items->empty())
            value = std::string(items->front().text);
        const std::string name = records::empty(value) ? std::string() : parameter(value);
        if (!text.empty()) text += records::is_negative(condition.op) ? " AND " : " OR ";
        text += condition.field->several() ? several(condition, value, name) : single(condition, value, name);
    }
    return text;
}

std::string ConditionSql::parameter(records::Value value) {
    bound_.push_back({fmt::format("c{}", bound_.size()), std::move(value)});
    return bound_.back().name;
}

void ConditionSql::bind(Statement& statement) const {
    for (const Bound& bound : bound_) {
        if (const auto* text = std::get_if<std::string>(&bound.value))
            statement.bind(bound.name, *text);
        else
            statement.bind(bound.name, records::number(bound.value));
    }
}

}  // namespace cpcc::db
