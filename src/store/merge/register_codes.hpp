// First stage. Reads a row's own code; sets `existing` where a record has it, else `new_id`; refuses a code that comes
// twice or belongs to another office.
#pragma once

#include "merge/batch.hpp"

namespace cpcc::store {

void register_codes(Batch&);

}  // namespace cpcc::store
