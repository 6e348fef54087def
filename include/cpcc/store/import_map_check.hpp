// Checks an import map without a file, for `cpcc config check`.
#pragma once

#include "cpcc/store/import_map.hpp"

namespace cpcc::store {

// Throws Error{usage} if the map fits no kind of record. The reason is that of the kind that has most of its fields.
void require_fitting_kind(const ImportMap&);

}  // namespace cpcc::store
