#include "merge/key_index.hpp"

#include <algorithm>

namespace cpcc::store {

namespace {
constexpr std::size_t max_compared = 64;
}

void NumberColumn::push_back(std::int64_t number) {
    if (runs_.empty() || runs_.back().upper != number >> 32) runs_.push_back({size(), number >> 32});
    low_.push_back(static_cast<std::uint32_t>(number));
}

std::int64_t NumberColumn::upper(std::size_t place) const {
    if (runs_.back().first <= place) return runs_.back().upper;
    return std::prev(std::upper_bound(runs_.begin(), runs_.end(), place,
                                      [](std::size_t at, const Run& run) { return at < run.first; }))
        ->upper;
}

bool KeyIndex::same(std::size_t row, std::span<const std::int64_t> key) const {
    for (std::size_t field = 0; field < width_; ++field)
        if (at(row, field) != key[field]) return false;
    return true;
}

std::size_t KeyIndex::slot_of(std::span<const std::int64_t> key) const {
    std::uint64_t hash = 0;
    for (const auto number : key) {
        hash = (hash ^ static_cast<std::uint64_t>(number)) * 0x9E3779B97F4A7C15U;
        hash ^= hash >> 29;
    }
    std::size_t slot = hash & (slots_.size() - 1);
    while (slots_[slot] != 0 && !same(slots_[slot] - 1, key)) slot = (slot + 1) & (slots_.size() - 1);
    return slot;
}

void KeyIndex::index_all(std::size_t slots) {
    while (slots * 3 < (rows() + 1) * 4) slots *= 2;
    slots_.assign(slots, 0);
    std::vector<std::int64_t> key(width_);
    for (std::size_t row = 0; row < rows(); ++row) {
        for (std::size_t field = 0; field < width_; ++field) key[field] = at(row, field);
        slots_[slot_of(key)] = static_cast<std::uint32_t>(row + 1);
    }
}

int KeyIndex::earlier(std::span<const std::int64_t> key, int line) {
    if (slots_.empty() && !follows(key)) index_all(std::size_t{1024});
    const std::size_t found = slots_.empty() ? find_in_group(key) : find_by_hash(key);
    if (found < rows()) return static_cast<int>(at(found, width_));
    for (std::size_t field = 0; field < width_; ++field) columns_[field].push_back(key[field]);
    columns_[width_].push_back(line);
    return 0;
}

// Returns whether the key preserves the order, so that only the last group can contain an equal key.
bool KeyIndex::follows(std::span<const std::int64_t> key) {
    if (rows() == 0) return true;
    const std::int64_t last = at(rows() - 1, 0);
    if (key[0] == last) return rows() - group_ <= max_compared;
    group_ = rows();
    return key[0] > last;
}

std::size_t KeyIndex::find_in_group(std::span<const std::int64_t> key) const {
    std::size_t row = group_;
    while (row < rows() && !same(row, key)) ++row;
    return row;
}

std::size_t KeyIndex::find_by_hash(std::span<const std::int64_t> key) {
    if ((rows() + 1) * 4 > slots_.size() * 3) index_all(slots_.size() * 2);
    std::uint32_t& slot = slots_[slot_of(key)];
    if (slot != 0) return slot - 1;
    slot = static_cast<std::uint32_t>(rows() + 1);
    return rows();
}

}  // namespace cpcc::store
