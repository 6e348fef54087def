// Fifth stage, for rows decided `update`. Writes the changed fields of their records and the history of each field.
// Refuses a change to another office's record, and one to a duplicate key, a masked phone or a voided record.
#pragma once

#include "merge/new_rows.hpp"

namespace cpcc::store {

void update_existing(Batch&, NewRows&);

}  // namespace cpcc::store
