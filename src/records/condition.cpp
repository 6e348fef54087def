#include "cpcc/records/condition.hpp"

#include "cpcc/base/error.hpp"
#include "cpcc/base/suggest.hpp"
#include "cpcc/base/text.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace cpcc::records {

namespace {

constexpr std::array<std::string_view, 8> signs{
    "=", "!=", "<", "<=", ">", ">=", "~", "!~"};  // in the order of Operator

struct Parts {
    std::string_view name, sign, value;
};

// Splits at the first operator. Returns nothing if there is none, or no name before it.
std::optional<Parts> parts_of(std::string_view text) {
    const auto start = text.find_first_of("=!<>~");
    if (start == std::string_view::npos || start == 0) return std::nullopt;
    auto end = start + 1;
    if (end < text.size() && text[end] == '=' && text[start] != '~' && text[start] != '=') ++end;
    if (end < text.size() && text[end] == '~' && text[start] == '!') ++end;
    return Parts{trim(text.substr(0, start)), text.substr(start, end - start), trim(text.substr(end))};
}

const Field& field_named(const ConditionFields& known, std::string_view name) {
    const auto found =
        std::find_if(known.fields.begin(), known.fields.end(), [&](const Field* f) { return f->is_called(name); });
    if (found != known.fields.end()) return **found;
    std::vector<std::string_view> ids;
    for (const Field* field : known.fields) ids.push_back(field->id);
    throw unknown_word(say(Words{"{}没有字段“{}”", "{} has no field \"{}\""}, known.of, name), name, ids, known.help);
}

bool has_operator(const Field& field, Operator op) {
    if (op == Operator::contains || op == Operator::lacks) return field.type == Type::text || field.type == Type::code;
    // The order of phones would tell them digit by digit.
    return !is_ordered(op) || (!field.several() && field.type != Type::phone);
}

Operator operator_of(const Field& field, std::string_view sign) {
    const auto found = std::find(signs.begin(), signs.end(), sign);
    const auto op = static_cast<Operator>(found - signs.begin());
    if (found == signs.end() || !has_operator(field, op))
        throw Error(Exit::usage,
                    say(Words{"字段 {} 不能用“{}”比较", "field {} cannot be compared with \"{}\""}, field.id, sign));
    return op;
}

Value value_of(const Field& field, Operator op, std::string_view text, std::string_view option, const CodeOf& code_of) {
    if (op == Operator::contains || op == Operator::lacks) return std::string(text);
    const bool is_named =
        code_of && !field.target.empty() && !text.empty() && text != "-" && text.find(':') == text.npos;
    Converted converted = convert(field, is_named ? code_of(records::kind(field.target), text) : std::string(text));
    if (!converted.reason.empty())
        throw Error(Exit::usage, say(Words{"{} {}：{}", "{} {}: {}"}, option, field.id, converted.reason));
    if (is_ordered(op) && empty(converted.value))
        throw Error(Exit::usage, say(Words{"{} {}：请在“{}”后面填写值", "{} {}: missing value after \"{}\""}, option,
                                     field.id, sign_of(op)));
    const auto* items = std::get_if<std::vector<Item>>(&converted.value);
    if (items && (items->size() != 1 || text.find(':') != std::string_view::npos))
        throw Error(
            Exit::usage,
            say(Words{"{} {}：只能填写一个值，且不带角色", "{} {}: use one value, without a role"}, option, field.id),
            say(Words{"{} 可多次使用", "repeat {} for more values"}, option));
    return std::move(converted.value);
}

}  // namespace

std::string_view sign_of(Operator op) noexcept { return signs[static_cast<std::size_t>(op)]; }
bool is_negative(Operator op) noexcept { return op == Operator::unequal || op == Operator::lacks; }
bool is_ordered(Operator op) noexcept { return op >= Operator::less && op <= Operator::at_least; }

Condition parse_condition(const ConditionFields& known, std::string_view text, std::string_view option,
                          const CodeOf& code_of) {
    const auto parts = parts_of(text);
    if (!parts)
        throw Error(
            Exit::usage, say(Words{"{} 的“{}”不是有效条件", "{}: \"{}\" is not a condition"}, option, text),
            say(Words{"请写作 字段=值，也可用 !=、<、<=、>、>=、~（包含）、!~（不包含）；几个值任选其一写作 A|B",
                      "use FIELD=VALUE, or !=, <, <=, >, >=, ~ (contains) or !~ (does not contain); A|B for "
                      "either value"}));
    const Field& field = field_named(known, parts->name);
    const Operator op = operator_of(field, parts->sign);
    Condition condition{&field, op, {}};
    for (const std::string_view value : split(parts->value, "|"))
        condition.values.push_back(value_of(field, op, trim(value), option, code_of));
    return condition;
}

std::string_view field_name_in(std::string_view text) {
    const auto parts = parts_of(text);
    return parts ? parts->name : std::string_view();
}

Condition parse_condition(const Kind& kind, std::string_view text, std::string_view option, const CodeOf& code_of) {
    const std::string_view name = field_name_in(text);
    const auto dot = name.find('.');
    ConditionFields known{kind.label.str(), {}, say(Words{"见 cpcc fields {}", "see cpcc fields {}"}, kind.id)};
    if (dot == std::string_view::npos) {
        for (const Field& field : kind.fields) known.fields.push_back(&field);
        return parse_condition(known, text, option, code_of);
    }
    for (const Field& field : kind.fields)
        if (field.type == Type::ref) known.fields.push_back(&field);
    const Field& reference = field_named(known, name.substr(0, dot));
    const std::string_view rest = text.substr(static_cast<std::size_t>(name.data() - text.data()) + dot + 1);
    Condition condition = parse_condition(records::kind(reference.target), rest, option, code_of);
    condition.path.insert(condition.path.begin(), &reference);
    return condition;
}

}  // namespace cpcc::records
