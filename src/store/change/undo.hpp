// Takes back what entries of the history did.
#pragma once

#include "context/write_context.hpp"
#include "cpcc/store/change.hpp"
#include "cpcc/store/undo.hpp"

namespace cpcc::store {

// Writes the former values of what the entries changed, voids what they added, and restores what they voided. Refuses
// what later entries depend on. Names the entries in the source of the change's own entry. Throws Error{failed} if
// there is no such entry, or if it cannot be taken back.
Undone undo(Change&, WriteContext&, const ToUndo&);

}  // namespace cpcc::store
