// Refuses records that another program changed to something that no field can have.
#pragma once

#include "cpcc/store/records.hpp"

namespace cpcc::store {

// Throws Error{failed} that names the record and the first field whose value is impossible (records::is_possible).
void require_possible(const records::Kind&, const Record&);

}  // namespace cpcc::store
