// Ranks the rows of a summary (`--sort`, `--limit`).
#pragma once

#include "cpcc/files/table.hpp"
#include "cpcc/report/summary.hpp"

#include <cstddef>

namespace cpcc::report {

// Orders the first `count` rows by a column of figures, empty cells last and equal ones as they stood, and drops those
// beyond the limit, which it says in a note. Rows behind them, a total, stay. Throws Error{usage} for an unknown
// column.
void rank(files::Table&, std::size_t count, const Ranking&);

}  // namespace cpcc::report
