// Part of the fourth and fifth stages: changes of dated fields (domain.md, 2, "History does not move"). A row with a
// day (Row::from) keeps what was before it; a row without one corrects the record for its whole time.
#pragma once

#include "merge/batch.hpp"

namespace cpcc::store {

// Decides a row with a day: compares it with the values that held on that day.
void decide_from(Batch&, BatchRow&);
// Compares a row without a day with the earlier values of its record. A command corrects all of them. In a file, such a
// row may also begin the record, as in an export: it changes no dated field if it gives what held on the first day.
void compare_with_spans(const Batch&, BatchRow&);

// Writes a row with a day to the record and its spans. Precondition: its decision is `update`.
void update_from(Batch&, BatchRow&);
// Corrects the spans of a record for a row without a day. Precondition: the row changes a dated field.
void correct_spans(Batch&, const BatchRow&);

}  // namespace cpcc::store
