#include "directory.hpp"

#include "cpcc/db/sets.hpp"

#include <algorithm>
#include <vector>

namespace cpcc::store {

Directory::Directory(db::Connection& connection, const records::Kind& kind) : connection_(connection), kind_(kind) {
    auto row = connection.prepare(fmt::format("SELECT coalesce(max(id), 0) FROM {}", kind.id));
    if (row.step()) first_new_ = next_id_ = row.integer(0) + 1;
}

void Directory::fetch(std::span<const std::string_view> codes) {
    if (first_new_ == 1) return;   // the table was empty: all there is came by `put`
    std::vector<std::string_view> unknown;
    for (const auto code : codes)
        if (!places_.contains(code)) unknown.push_back(code);
    std::sort(unknown.begin(), unknown.end());
    unknown.erase(std::unique(unknown.begin(), unknown.end()), unknown.end());
    if (unknown.empty()) return;
    auto rows = connection_.prepare(fmt::format("SELECT code, id, voided FROM {} WHERE code IN ({})", kind_.id, db::set_parameters()));
    db::for_each_in(rows, std::span<const std::string_view>(unknown), [&](db::Statement& row) { put(row.text(0), {row.integer(1), !row.is_null(2), 0}); });
    for (const auto code : unknown) places_.try_emplace(std::string(code));   // id 0: known not to exist
}

const Directory::Place* Directory::find(std::string_view code) const {
    const auto found = places_.find(code);
    return found == places_.end() || found->second.id == 0 ? nullptr : &found->second;
}

Directory::Place& Directory::put(std::string_view code, Place place) { return places_[std::string(code)] = place; }

}  // namespace cpcc::store
