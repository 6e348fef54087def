#include "merge/shown_value.hpp"

#include "cpcc/base/printable.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/base/words.hpp"
#include "cpcc/store/records.hpp"

namespace cpcc::store {

using records::Item;
using records::Type;
using records::Value;
using Items = std::vector<Item>;

std::string shown_value(db::Connection& connection, const records::Field& field, const Value& value) {
    const bool refers = field.type == Type::ref || field.type == Type::refs || field.type == Type::roles;
    if (records::empty(value) || !refers) {
        std::string text = show(field, value, records::Style::raw);
        return is_utf8(text) ? text : printable(text, Breaks::kept);  // another program wrote it
    }
    Items items = field.type == Type::ref ? Items{{"", records::number(value), 0}} : std::get<Items>(value);
    std::vector<std::int64_t> ids;
    for (const Item& item : items) ids.push_back(item.id);
    auto names = names_of(connection, records::kind(field.target), ids);
    for (Item& item : items) item.text = names[item.id];
    return field.type == Type::ref ? items.front().text : show(field, Value(items), records::Style::raw);
}

std::string difference(const std::string& name, const std::string& given, const std::string& existing) {
    return say(Words{"{} 已有记录：本次为“{}”，原为“{}”（如需修改，请加 --on-existing update）",
                     "{} already exists: new \"{}\", existing \"{}\" (to change it, use --on-existing update)"},
               name, given, existing);
}

}  // namespace cpcc::store
