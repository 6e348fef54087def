// Numbers the cells of a report, so that counting indexes arrays. Also remembers who was counted in a cell.
#pragma once

#include "counting/grouping.hpp"

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace cpcc::report {

// Numbers keys from 0, in the order in which they first occur.
class CellNumbers {
public:
    std::uint32_t of(const Key&);                 // numbers a new key
    const std::uint32_t* find(const Key&) const;  // null: the key has no number
    const Key& key(std::uint32_t cell) const { return *keys_[cell]; }

private:
    struct Hash {
        std::size_t operator()(const Key&) const noexcept;
    };
    std::unordered_map<Key, std::uint32_t, Hash> numbers_;
    std::vector<const Key*> keys_;  // point into the map, which never moves its entries
};

// A set of pairs of a cell and a person.
class Pairs {
public:
    bool insert(std::uint32_t cell, int person);  // returns whether the pair is new

private:
    void grow();
    std::vector<std::uint64_t> slots_;  // 0: empty
    std::size_t used_ = 0;
};

}  // namespace cpcc::report
