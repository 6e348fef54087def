// Ends solutions by the relapses that look-backs found (domain.md, "Life of a problem").
#pragma once

#include "context/write_context.hpp"

namespace cpcc::store {

// How many problems a change of look-backs opened again, and how many it settled again.
struct Relapsed {
    std::int64_t reopened = 0, restored = 0;
};

// Applies the relapses to every problem that this change touched, itself or by its look-backs.
// - A solution ends with the first relapse on its day or later. It then stands in `settled_before`.
// - A solution stands again if its relapse is voided or changed, and the problem has no later one.
// Leaves a solved date that a person enters for one problem to the rules, which refuse it.
Relapsed apply_relapses(WriteContext&);

}  // namespace cpcc::store
