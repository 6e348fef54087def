// Second stage. Turns the codes in reference fields into ids. Refuses a row whose reference leads nowhere, decides
// `depends_on_refused` where it leads to a refused row, and notes references to rows further down and to voided
// records.
#pragma once

#include "merge/batch.hpp"

namespace cpcc::store {

void resolve_references(Batch&);

}  // namespace cpcc::store
