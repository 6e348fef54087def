#include "counting/cell_index.hpp"

namespace cpcc::report {

namespace {

// Returns a hash that spreads similar numbers over all bits (the first round of MurmurHash3's finalizer).
std::uint64_t mixed(std::uint64_t value) noexcept {
    value = (value ^ (value >> 33U)) * 0xFF51AFD7ED558CCDULL;
    return value ^ (value >> 33U);
}

}  // namespace

std::size_t CellNumbers::Hash::operator()(const Key& key) const noexcept {
    std::uint64_t hash = 0;
    for (const int member : key) hash = mixed(hash + static_cast<std::uint64_t>(member) + 1);
    return hash;
}

std::uint32_t CellNumbers::of(const Key& key) {
    const auto [place, fresh] = numbers_.try_emplace(key, static_cast<std::uint32_t>(keys_.size()));
    if (fresh) keys_.push_back(&place->first);
    return place->second;
}

const std::uint32_t* CellNumbers::find(const Key& key) const {
    const auto found = numbers_.find(key);
    return found == numbers_.end() ? nullptr : &found->second;
}

bool Pairs::insert(std::uint32_t cell, int person) {
    if (used_ * 2 >= slots_.size()) grow();
    const std::uint64_t pair = (std::uint64_t{cell} << 32U | static_cast<std::uint32_t>(person)) + 1;
    std::size_t slot = mixed(pair) & (slots_.size() - 1);
    for (; slots_[slot] != 0; slot = (slot + 1) & (slots_.size() - 1))
        if (slots_[slot] == pair) return false;
    slots_[slot] = pair;
    ++used_;
    return true;
}

void Pairs::grow() {
    std::vector<std::uint64_t> old(slots_.empty() ? 1024 : 2 * slots_.size());
    old.swap(slots_);
    for (const std::uint64_t pair : old) {
        if (pair == 0) continue;
        std::size_t slot = mixed(pair) & (slots_.size() - 1);
        while (slots_[slot] != 0) slot = (slot + 1) & (slots_.size() - 1);
        slots_[slot] = pair;
    }
}

}  // namespace cpcc::report
