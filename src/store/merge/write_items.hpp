// Sixth stage, for rows decided `update` or `insert`. Writes their fields with several values, each item a row of its own.
#pragma once

#include "merge/new_rows.hpp"

namespace cpcc::store {

void write_items(Batch&, NewRows&);

}  // namespace cpcc::store
