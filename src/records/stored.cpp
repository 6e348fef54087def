#include "cpcc/records/stored.hpp"

#include "cpcc/base/bad_record.hpp"
#include "cpcc/base/text.hpp"

#include <algorithm>

namespace cpcc::records {

namespace {

bool is_choice(std::span<const Choice> choices, std::int64_t number) {
    return number >= 1 && number <= static_cast<std::int64_t>(choices.size());
}

bool is_date(std::int64_t n) {
    constexpr std::int64_t last = 9999'12'31;
    return n > 0 && n <= last &&
           Date::valid(static_cast<int>(n / 10000), static_cast<int>(n / 100 % 100), static_cast<int>(n % 100));
}

bool is_possible_item(const Field& field, const Item& item) {
    return is_utf8(item.text) && (!field.has_roles() || item.role == 0 || is_choice(field.choices, item.role)) &&
           (field.type != Type::spans || span_of(item.text));
}

bool is_possible_number(const Field& field, std::int64_t n) {
    switch (field.type) {
        case Type::choice: return is_choice(field.choices, n);
        case Type::date: return is_date(n);
        case Type::month: return is_date(n * 100 + 1);
        case Type::yesno: return n == 0 || n == 1;
        case Type::percent: return n >= 0 && n <= 100;
        case Type::ref: return n > 0;
        default: return n >= 0;
    }
}

bool is_possible_text(const Field& field, const std::string& text) {
    if (!is_utf8(text)) return false;
    if (field.type == Type::code) return is_code(text);
    if (field.type == Type::period || field.type == Type::phone) return convert(field, text).reason.empty();
    return true;
}

}  // namespace

const Choice& choice(std::span<const Choice> choices, std::int64_t number) {
    if (is_choice(choices, number)) return choices[static_cast<std::size_t>(number - 1)];
    throw bad_record(say(Words{"数据库中的选项值 {} 超出范围（1–{}）", "the database has choice {} of only {}"}, number,
                         choices.size()));
}

bool is_possible(const Field& field, const Value& value) {
    if (empty(value)) return true;
    if (const auto* items = std::get_if<std::vector<Item>>(&value))
        return std::all_of(items->begin(), items->end(), [&](const Item& i) { return is_possible_item(field, i); });
    if (const auto* text = std::get_if<std::string>(&value)) return is_possible_text(field, *text);
    return is_possible_number(field, number(value));
}

}  // namespace cpcc::records
