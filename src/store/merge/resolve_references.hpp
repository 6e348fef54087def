// Second stage. Turns the codes and names in reference fields into ids. Refuses rows with an unknown code or name, and
// with a name that several records have; decides `depends_on_refused` for references to refused rows. Notes references
// to later rows and to voided records.
#pragma once

#include "merge/batch.hpp"

namespace cpcc::store {

void resolve_references(Batch&);

// Returns the area where a name in the row is looked for first; 0: the row gives none. Precondition: the references of
// the row are resolved as far as they place it.
std::int64_t place_of(const Batch&, const BatchRow&);

}  // namespace cpcc::store
