// First stage. Looks up each row's own code. Sets `existing` if a record has it, else `new_id`. Refuses duplicate codes
// and codes of another office.
#pragma once

#include "merge/batch.hpp"

namespace cpcc::store {

void register_codes(Batch&);

}  // namespace cpcc::store
