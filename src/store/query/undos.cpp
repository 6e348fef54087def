#include "cpcc/store/undos.hpp"

#include "cpcc/base/text.hpp"
#include "cpcc/store/journal.hpp"
#include "query/trail_order.hpp"

#include <algorithm>

namespace cpcc::store {

std::int64_t Undos::whole_of(std::int64_t entry) const {
    const auto found = whole.find(entry);
    return found == whole.end() ? entry : found->second;
}

bool Undos::is_idle(std::int64_t part) const {
    const std::int64_t entry = whole_of(part);
    if (undone.contains(entry)) return true;
    const auto undo = entries.find(entry);
    return undo != entries.end() && std::all_of(undo->second.begin(), undo->second.end(),
                                                [&](std::int64_t one) { return undone.contains(one); });
}

std::int64_t Undos::by(std::int64_t entry) const {
    for (const auto& [undo, taken] : entries)
        if (!undone.contains(undo) && std::find(taken.begin(), taken.end(), entry) != taken.end()) return undo;
    return 0;
}

Undos undos(db::Connection& connection) {
    Undos found;
    auto parts = connection.prepare("SELECT id, part_of FROM entry WHERE part_of IS NOT NULL");
    while (parts.step()) found.whole[parts.integer(0)] = parts.integer(1);
    auto rows = connection.prepare(
        fmt::format("SELECT e.id, e.source FROM entry e WHERE e.action = 'undo' ORDER BY {}", oldest_first("e")));
    while (rows.step()) {
        auto& taken = found.entries[rows.integer(0)];
        for (const std::string_view name : split(rows.text(1), " "))
            if (const auto entry = entry_named(name)) taken.push_back(*entry);
        for (const std::int64_t entry : taken) {
            found.undone.insert(entry);
            if (const auto undo = found.entries.find(entry); undo != found.entries.end())
                for (const std::int64_t again : undo->second) found.undone.erase(again);
        }
    }
    return found;
}

}  // namespace cpcc::store
