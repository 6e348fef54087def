// Names of cells, for every `--explain`.
#pragma once

#include "cpcc/base/error.hpp"

#include <string>

namespace cpcc::report {

// The cell `ROW:FIGURE`.
struct CellName {
    std::string row, figure;
};

// Splits at the last colon. Throws not_a_cell() if there is none.
CellName split_cell(const std::string& cell, const std::string& remedy);

// Returns the Error{usage} for a text that names no cell. `remedy` says how to write one.
Error not_a_cell(const std::string& cell, const std::string& remedy);

}  // namespace cpcc::report
