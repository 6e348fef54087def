#include "transfer/voided_references.hpp"

#include "cpcc/base/counted.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/store/voided.hpp"

#include <algorithm>

namespace cpcc::cli {

using records::Field;
using records::Item;
using records::Value;

bool VoidedReferences::is_voided(const Field& field, const std::string& code) {
    const auto [codes, fresh] = codes_.try_emplace(field.target);
    if (fresh) codes->second = store::voided_codes(connection_, records::kind(field.target));
    if (!codes->second.contains(code)) return false;
    named_.insert(code);
    return true;
}

// Takes voided records out of a value. Returns whether there were any.
bool VoidedReferences::clear(std::size_t f, Value& value) {
    const Field& field = kind_.fields[f];
    if (field.target.empty()) return false;
    if (const auto* code = std::get_if<std::string>(&value)) {
        if (!is_voided(field, *code)) return false;
        value = std::monostate{};
        return true;
    }
    auto* items = std::get_if<std::vector<Item>>(&value);
    if (!items || std::erase_if(*items, [&](const Item& item) { return is_voided(field, item.text); }) == 0)
        return false;
    if (items->empty()) value = std::monostate{};
    return true;
}

// Returns whether a record of the kind cannot exist without the field.
bool VoidedReferences::is_needed(const Field& field) const {
    const auto has = [&](const auto& ids) { return std::find(ids.begin(), ids.end(), field.id) != ids.end(); };
    return field.required || has(kind_.one_of) || has(kind_.at_least_one_of);
}

bool VoidedReferences::remove_from(store::Record& record) {
    std::int64_t cells = 0;
    for (std::size_t f = 0; f < kind_.fields.size(); ++f) {
        if (!clear(f, record.values[f])) continue;
        if (is_needed(kind_.fields[f])) return ++records_, false;
        ++cells;
    }
    cells_ += cells;
    return true;
}

void VoidedReferences::remove_from(store::Formers& spans) {
    cells_ += static_cast<std::int64_t>(std::erase_if(spans, [&](store::Former& span) {
        bool any = false;
        for (std::size_t f = 0; f < kind_.fields.size(); ++f) any |= clear(f, span.values[f]);
        return any;
    }));
}

void VoidedReferences::report(Context& context) const {
    if (records_ == 0 && cells_ == 0) return;
    constexpr std::size_t most = 10;
    std::vector<std::string> codes(named_.begin(), named_.end());
    const bool more = codes.size() > most;
    if (more) codes.resize(most);
    const std::string these = listed(codes) + (more ? say(Words{"等", " and others"}) : "");
    if (records_ > 0)
        context.note(say(Words{"{} {}未导出，因为引用了已作废的 {}；如需一并导出，请用 --all。",
                               "{} {} not exported, because of the voided {}; --all exports both."},
                         records_,
                         language() == Language::zh ? kind_.counted.zh
                         : records_ == 1            ? kind_.counted.one
                                                    : kind_.counted.many,
                         these));
    if (cells_ > 0)
        context.note(say(Words{"{} 格留空，因为引用了已作废的 {}；如需一并导出，请用 --all。",
                               "{} left empty, because of the voided {}; --all exports both."},
                         counted(cells_, "cell", "cells"), these));
}

}  // namespace cpcc::cli
