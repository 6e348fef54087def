#include "cpcc/store/reference_names.hpp"

#include "cpcc/base/words.hpp"
#include "cpcc/db/sets.hpp"
#include "cpcc/store/names.hpp"
#include "cpcc/store/records.hpp"

namespace cpcc::store {

using records::Field;
using records::Item;
using records::Kind;
using records::Value;

void ReferenceNames::fetch(const Kind& kind, std::span<const Record> records, const std::vector<bool>& wanted) {
    for (std::size_t f = 0; f < kind.fields.size(); ++f) {
        const Field& field = kind.fields[f];
        if (field.target.empty() || (!wanted.empty() && !wanted[f])) continue;
        const Kind& target = records::kind(field.target);
        if (!Names::has_names(target)) continue;
        OfKind& known = names_[target.id];
        std::vector<std::string_view> unknown;
        const auto add = [&](const std::string& code) {
            const auto [entry, fresh] = known.try_emplace(code);
            if (fresh) unknown.push_back(entry->first);
        };
        for (const Record& record : records) {
            if (const auto* code = std::get_if<std::string>(&record.values[f])) add(*code);
            if (const auto* items = std::get_if<std::vector<Item>>(&record.values[f]))
                for (const Item& item : *items) add(item.text);
        }
        db::for_each_in(
            connection_, fmt::format("SELECT code, {} FROM {} WHERE code IN ($keys)", target.title, target.id),
            std::span<const std::string_view>(unknown), [&](db::Statement& row) { known[row.str(0)] = row.str(1); });
    }
}

std::string ReferenceNames::name_of(std::string_view kind, const std::string& code, bool with_code) const {
    const auto of_kind = names_.find(kind);
    if (of_kind == names_.end()) return code;
    const auto found = of_kind->second.find(code);
    if (found == of_kind->second.end() || found->second.empty()) return code;
    return with_code ? say(Words{"{}（{}）", "{} ({})"}, found->second, code) : found->second;
}

Value ReferenceNames::named(const Field& field, const Value& value, bool with_codes) const {
    if (field.target.empty()) return value;
    if (const auto* code = std::get_if<std::string>(&value)) return name_of(field.target, *code, with_codes);
    const auto* items = std::get_if<std::vector<Item>>(&value);
    if (!items) return value;
    std::vector<Item> named = *items;
    for (Item& item : named) item.text = name_of(field.target, item.text, with_codes);
    return named;
}

}  // namespace cpcc::store
