// The keys of a file's rows, for kinds without a code: a key that comes twice is a mistake in the file.
#pragma once

#include <cstdint>
#include <deque>
#include <span>
#include <vector>

namespace cpcc::store {

// Numbers one behind the other, four bytes each as long as their upper halves are alike: those of an office's rows are,
// and those of days.
class NumberColumn {
public:
    std::size_t size() const { return low_.size(); }
    std::int64_t operator[](std::size_t place) const { return (upper(place) << 32) | low_[place]; }
    void push_back(std::int64_t number);

private:
    struct Run {
        std::size_t first;
        std::int64_t upper;
    };
    std::int64_t upper(std::size_t place) const;
    std::deque<std::uint32_t> low_;
    std::vector<Run> runs_;  // from `first` on the upper half is this
};

class KeyIndex {
public:
    explicit KeyIndex(std::size_t width) : width_(width), kept_(width + 1) {}

    // The line of the earlier row with this key; 0 where there is none, and the key is remembered.
    int earlier(std::span<const std::int64_t> key, int line);

private:
    // A file mostly has its rows in the order of the key's first field: then only those with the same first field are
    // compared. From the first row on that breaks this order, or where very many share a first field, a table of hashes
    // finds them.
    std::size_t rows() const { return kept_.front().size(); }
    std::int64_t at(std::size_t row, std::size_t field) const { return kept_[field][row]; }
    bool follows(std::span<const std::int64_t> key);
    std::size_t find_in_group(std::span<const std::int64_t> key) const;
    std::size_t find_by_hash(std::span<const std::int64_t> key);  // rows() where there is none; its place is taken then
    bool same(std::size_t row, std::span<const std::int64_t> key) const;
    std::size_t slot_of(std::span<const std::int64_t> key) const;
    void index_all(std::size_t slots);

    std::size_t width_;
    std::vector<NumberColumn> kept_;    // row numbers, days and choices: the fields of the keys, then their lines
    std::size_t group_ = 0;             // the first row with the first field of the last one
    std::vector<std::uint32_t> slots_;  // row + 1, 0: free; empty while the order holds
};

}  // namespace cpcc::store
