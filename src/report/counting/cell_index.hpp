// Cells of a report as numbers, and who was counted in them: a fact finds its cells in arrays.
#pragma once

#include "counting/grouping.hpp"

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace cpcc::report {

// Numbers from 0 for the keys met, in the order in which they are met.
class CellNumbers {
public:
    std::uint32_t of(const Key&);
    const std::uint32_t* find(const Key&) const;  // null: not met
    const Key& key(std::uint32_t cell) const { return *keys_[cell]; }

private:
    struct Hash {
        std::size_t operator()(const Key&) const noexcept;
    };
    std::unordered_map<Key, std::uint32_t, Hash> numbers_;
    std::vector<const Key*> keys_;  // into the map, whose entries stay where they are
};

// Pairs of a cell and a person, each once.
class Pairs {
public:
    bool insert(std::uint32_t cell, int person);  // whether it is new

private:
    void grow();
    std::vector<std::uint64_t> slots_;  // 0: empty
    std::size_t used_ = 0;
};

}  // namespace cpcc::report
