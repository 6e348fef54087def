// Fourth stage. Compares each row with its existing record. Decides `unchanged` or `update`, or refuses the row, by
// `on_existing`.
#pragma once

#include "merge/batch.hpp"

#include <span>

namespace cpcc::store {

// Which differences between a row and its record are not changes.
struct DiffOptions {
    bool from_file = false;                  // attendances and spans in a file need not be all of them
    const ReopenedDays* reopened = nullptr;  // what was reopened since the file was written; null: nothing
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
