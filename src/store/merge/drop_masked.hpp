// Stage before the comparison: leaves out masked phones of a file, such as 138****1234, which cannot be saved.
#pragma once

#include "merge/batch.hpp"

namespace cpcc::store {

// Keeps a masked phone that matches the record's own. Removes any other from its row and notes that.
void drop_masked(Batch&);

}  // namespace cpcc::store
