// Fifth stage, for rows decided `update`. Writes the changed fields of their records, each with a note in the history;
// refuses a change that the record's owner or its key forbids.
#pragma once

#include "merge/new_rows.hpp"

namespace cpcc::store {

void update_existing(Batch&, NewRows&);

}  // namespace cpcc::store
