// Stage: refuses facts that are dated after today (domain.md, 2, "Rules that dates obey").
#pragma once

#include "merge/batch.hpp"

namespace cpcc::store {

// Reads the rows that become new records, and the changed fields of updates. A planned session may lie ahead.
void refuse_future(Batch&);

}  // namespace cpcc::store
