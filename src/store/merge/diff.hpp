// Fourth stage. Compares each row with its existing record. Decides `unchanged` or `update`, or refuses the row, by
// `on_existing`.
#pragma once

#include "merge/batch.hpp"

#include <span>

namespace cpcc::store {

// Which differences between a row and its record are not changes.
struct DiffOptions {
    bool adds_attendances = false;  // the `members` in a file add attendances and need not name all of them
    std::int64_t relapsed_on = 0;   // date of a relapse that cleared the solved date (yyyymmdd); 0: none
};

DiffOptions diff_options(const Batch&, const Record&);

// Returns whether a row's value adds attendances instead of replacing them.
bool adds_attendances(const records::Field&, const records::Value&, bool from_file);

// Returns the indexes of the fields that the row (references as ids) would change in the record.
std::vector<std::size_t> diff(const records::Kind&, std::span<const records::Value> row, const Record&,
                              DiffOptions = {});

// Returns whether `diff` is empty.
bool is_same(const records::Kind&, std::span<const records::Value> row, const Record&, DiffOptions = {});

void diff(Batch&);

}  // namespace cpcc::store
