// Fourth stage. Compares the rows that stand for a record with it, and decides `unchanged` or `update`, or refuses
// them, as the choice for existing records says.
#pragma once

#include "merge/batch.hpp"

#include <span>

namespace cpcc::store {

// What a row may leave as the record has it, though it says otherwise.
struct Leeway {
    bool adds_attendances = false;  // a file's `members` names who was there, not all who were
    std::int64_t relapsed_on = 0;   // a relapse on this day has emptied the solved date; 0: none has
};

Leeway leeway_of(const Batch&, const Record&);

// Returns whether a row's value adds to the attendances instead of replacing them.
bool adds_attendances(const records::Field&, const records::Value&, bool from_file);

// Returns the places of the fields that the row (references as ids) would change in the record.
std::vector<std::size_t> diff(const records::Kind&, std::span<const records::Value> row, const Record&, Leeway = {});

// Returns whether `diff` is empty.
bool is_same(const records::Kind&, std::span<const records::Value> row, const Record&, Leeway = {});

void diff(Batch&);

}  // namespace cpcc::store
