#include "context/code_index.hpp"

#include "cpcc/db/bulk_load.hpp"
#include "cpcc/db/sets.hpp"
#include "query/kind_sql.hpp"

#include <algorithm>
#include <cstring>

namespace cpcc::store {

CodeIndex::CodeIndex(db::Connection& connection, const records::Kind& kind)
    : connection_(connection), kind_(kind), slots_(64) {}

CodeIndex::Numbers& CodeIndex::number() {
    if (numbers_) return *numbers_;
    const std::int64_t office = kind_.fact ? connection_.office() : 0;
    const std::string own = of_own_office(connection_, kind_, "t");  // if not empty, other offices may have rows
    auto row = connection_.prepare(
        fmt::format("SELECT (SELECT max(t.id) FROM {0} t WHERE t.id >= $low AND t.id < $high{1}), {2}", kind_.id, own,
                    own.empty() ? fmt::format("EXISTS (SELECT 1 FROM {})", kind_.id) : "1"));
    row.bind("low", db::first_row(office)).bind("high", db::first_row(office + 1));
    row.step();
    const std::int64_t next = (row.is_null(0) ? db::first_row(office) : row.integer(0)) + 1;
    return numbers_.emplace(Numbers{next, next, row.integer(1) == 0});
}

// Stores id 0 for a code that does not exist. A few codes are queried by a list: preparing the join with `feed` would
// take longer than finding them.
void CodeIndex::fetch(std::span<const std::string_view> codes) {
    if (all_read_ || (numbers_ && numbers_->was_empty)) return;  // every existing code is already stored
    std::vector<std::string_view> unknown;
    for (const auto code : codes)
        if (entry_of(code) == entries_.size()) unknown.push_back(code);
    if (!std::is_sorted(unknown.begin(), unknown.end())) std::sort(unknown.begin(), unknown.end());
    unknown.erase(std::unique(unknown.begin(), unknown.end()), unknown.end());
    const auto put_row = [&](db::Statement& row) { put(row.text(0), {row.integer(1), 0, !row.is_null(2)}); };
    constexpr std::size_t few = 8;
    if (unknown.size() <= few) {
        for (const auto code : unknown) put(code, {});
        db::for_each_in(connection_, fmt::format("SELECT code, id, voided FROM {} WHERE code IN ($keys)", kind_.id),
                        std::span<const std::string_view>(unknown), put_row);
        return;
    }
    looked_up_ += std::ssize(unknown);
    if (is_cheaper_to_read_all()) return read_all();
    const std::vector<db::Cell> cells(unknown.begin(), unknown.end());
    connection_.bulk_load().feed(cells, 1);
    auto rows = connection_.prepare(
        fmt::format("SELECT f.c0, t.id, t.voided FROM feed f LEFT JOIN {} t ON t.code = f.c0", kind_.id));
    while (rows.step()) put_row(rows);
}

// Returns whether reading all codes in one pass costs no more than the lookups so far. If offices share a database, it
// never reads all codes, because they include those of all offices.
bool CodeIndex::is_cheaper_to_read_all() {
    return !connection_.by_office() && number().next_id <= looked_up_ * codes_per_lookup;
}

void CodeIndex::read_all() {
    auto rows =
        connection_.prepare(fmt::format("SELECT code, id, voided FROM {} ORDER BY id", kind_.id), db::Rows::many);
    while (rows.step())
        if (const auto code = rows.text(0); entry_of(code) == entries_.size())
            append(code, {rows.integer(1), 0, !rows.is_null(2)});
    all_read_ = true;
}

const CodeIndex::Place* CodeIndex::find(std::string_view code) const {
    const std::size_t entry = entry_of(code);
    return entry == entries_.size() || entries_[entry].place.id == 0 ? nullptr : &entries_[entry].place;
}

void CodeIndex::put(std::string_view code, Place place) {
    const std::size_t entry = entry_of(code);
    if (entry < entries_.size())
        entries_[entry].place = place;
    else
        append(code, place);
}

void CodeIndex::append(std::string_view code, Place place) {
    if ((entries_.size() + 1) * 4 > slots_.size() * 3) grow();
    slots_[slot_of(code)] = static_cast<std::uint32_t>(entries_.size() + 1);
    entries_.push_back({copy_text(code), place});
}

std::size_t CodeIndex::slot_of(std::string_view code) const {
    std::size_t slot = std::hash<std::string_view>{}(code) & (slots_.size() - 1);
    while (slots_[slot] != 0 && entries_[slots_[slot] - 1].code != code) slot = (slot + 1) & (slots_.size() - 1);
    return slot;
}

std::size_t CodeIndex::entry_of(std::string_view code) const {
    for (std::size_t near = last_; near < entries_.size() && near < last_ + 2; ++near)
        if (entries_[near].code == code) return last_ = near;
    const std::uint32_t found = slots_[slot_of(code)];
    return found == 0 ? entries_.size() : last_ = found - 1;
}

std::string_view CodeIndex::copy_text(std::string_view code) {
    constexpr std::size_t block = std::size_t{64} * 1024;
    if (room_ < code.size() || blocks_.empty()) {
        room_ = std::max(block, code.size());
        blocks_.push_back(std::make_unique_for_overwrite<char[]>(room_));
    }
    // A block is filled from its end, so the room left is also the offset.
    room_ -= code.size();
    char* const place = blocks_.back().get() + room_;
    std::memcpy(place, code.data(), code.size());
    return {place, code.size()};
}

void CodeIndex::grow() {
    slots_.assign(slots_.size() * 2, 0);
    for (std::size_t entry = 0; entry < entries_.size(); ++entry)
        slots_[slot_of(entries_[entry].code)] = static_cast<std::uint32_t>(entry + 1);
}

}  // namespace cpcc::store
