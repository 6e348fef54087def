#include "cpcc/store/renamed.hpp"

#include "cpcc/base/text.hpp"
#include "cpcc/base/words.hpp"

#include <fmt/format.h>

namespace cpcc::store {

void record_renaming(db::Connection& connection, std::int64_t entry, const records::Kind& kind,
                     const std::string& old_code, const std::string& new_code) {
    connection.prepare("UPDATE entry SET source = $source WHERE id = $entry")
        .bind("source", fmt::format("{} {} {}", kind.id, old_code, new_code))
        .bind("entry", entry)
        .run();
}

Renamed renamed(db::Connection& connection, const records::Kind& kind) {
    Renamed next;
    auto rows = connection.prepare("SELECT source FROM entry WHERE action = 'rename' ORDER BY id");
    while (rows.step()) {
        const auto words = split(rows.text(0), " ");  // codes have no blanks
        if (words.size() != 3 || words[0] != kind.id) continue;
        next.insert_or_assign(std::string(words[1]), std::string(words[2]));
        next.erase(std::string(words[2]));
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
