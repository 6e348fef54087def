#include "cpcc/store/renamed.hpp"

#include "cpcc/base/text.hpp"
#include "cpcc/base/words.hpp"
#include "cpcc/store/journal.hpp"
#include "query/trail_order.hpp"

#include <fmt/format.h>

#include <vector>

namespace cpcc::store {

void record_renaming(db::Connection& connection, std::int64_t entry, const records::Kind& kind,
                     const std::string& old_code, const std::string& new_code) {
    connection.prepare("UPDATE entry SET source = $source WHERE id = $entry")
        .bind("source", fmt::format("{} {} {}", kind.id, old_code, new_code))
        .bind("entry", entry)
        .run();
}

namespace {

struct Renaming {
    std::string kind, old_code, new_code;
};

void apply(Renamed& next, const Renaming& one) {
    next.insert_or_assign(one.old_code, one.new_code);
    next.erase(one.new_code);
}

}  // namespace

Renamed renamed(db::Connection& connection, const records::Kind& kind) {
    Renamed next;
    std::map<std::int64_t, std::vector<Renaming>> done;  // by entry
    auto rows = connection.prepare(
        fmt::format("SELECT e.id, e.action, e.source FROM entry e WHERE e.action IN ('rename', 'undo') ORDER BY {}",
                    oldest_first("e")));
    while (rows.step()) {
        const auto words = split(rows.text(2), " ");  // codes have no blanks
        auto& here = done[rows.integer(0)];
        if (rows.text(1) == "rename") {
            if (words.size() == 3 && words[0] == kind.id)
                here.push_back({std::string(words[0]), std::string(words[1]), std::string(words[2])});
        } else {
            for (const std::string_view word : words)
                if (const auto undone = done.find(entry_named(word).value_or(0)); undone != done.end())
                    for (const Renaming& one : undone->second) here.push_back({one.kind, one.new_code, one.old_code});
        }
        for (const Renaming& one : here) apply(next, one);
    }
    for (auto& [old, code] : next)
        for (auto after = next.find(code); after != next.end(); after = next.find(code)) code = after->second;
    return next;
}

std::string renamed_to(db::Connection& connection, const records::Kind& kind, std::string_view code) {
    const Renamed all = renamed(connection, kind);
    const auto found = all.find(code);
    return found == all.end() ? std::string() : found->second;
}

std::string now_called(std::string_view old_code, std::string_view new_code) {
    return say(Words{"{} 已改为 {}", "{} is now {}"}, old_code, new_code);
}

}  // namespace cpcc::store
