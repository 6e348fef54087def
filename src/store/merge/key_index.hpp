// The keys of a file's rows, for kinds without codes. A duplicate key is an error in the file.
#pragma once

#include <cstdint>
#include <deque>
#include <span>
#include <vector>

namespace cpcc::store {

// A column of numbers. It stores four bytes for each while consecutive upper halves are equal, as in the row numbers of
// one office and in dates.
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
    std::vector<Run> runs_;  // the upper half from `first` on
};

class KeyIndex {
public:
    explicit KeyIndex(std::size_t width) : width_(width), columns_(width + 1) {}

    // Returns the line of the earlier row with this key. If there is none, stores the key and returns 0.
    int earlier(std::span<const std::int64_t> key, int line);

private:
    // Most files are sorted by the first field of the key. Then only rows with the same first field are compared. After
    // the first row out of order, or if too many rows share a first field, a hash table finds equal keys.
    std::size_t rows() const { return columns_.front().size(); }
    std::int64_t at(std::size_t row, std::size_t field) const { return columns_[field][row]; }
    bool follows(std::span<const std::int64_t> key);
    std::size_t find_in_group(std::span<const std::int64_t> key) const;
    std::size_t find_by_hash(std::span<const std::int64_t> key);  // rows(): not found, and a slot is reserved
    bool same(std::size_t row, std::span<const std::int64_t> key) const;
    std::size_t slot_of(std::span<const std::int64_t> key) const;
    void index_all(std::size_t slots);

    std::size_t width_;
    std::vector<NumberColumn> columns_;  // the fields of the keys (row numbers, dates, choices), then the lines
    std::size_t group_ = 0;              // the first row with the same first field as the last row
    std::vector<std::uint32_t> slots_;   // hash table of row + 1, 0: free; empty while the rows are sorted
};

}  // namespace cpcc::store
