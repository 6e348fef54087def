// Second stage. Turns the codes in reference fields into ids. Refuses rows with an unknown code, and decides
// `depends_on_refused` for references to refused rows. Notes references to later rows and to voided records.
#pragma once

#include "merge/batch.hpp"

namespace cpcc::store {

void resolve_references(Batch&);

}  // namespace cpcc::store
