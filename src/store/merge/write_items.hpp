// Sixth stage, for rows decided `update` or `insert`. Writes one field with several values, one row for each value. The
// fifth stage calls it, so that the history lists a record's changes in the order of its fields.
#pragma once

#include "merge/new_rows.hpp"

namespace cpcc::store {

void write_items(Batch&, NewRows&, const BatchRow&, std::size_t field);

}  // namespace cpcc::store
