// The cells of a sheet that are merged over several rows.
#pragma once

#include "package.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cpcc::files {

// The place that a cell reference such as "AB12" names, both counted from 0; -1: it names none.
struct CellPlace {
    int column = -1;
    int row = -1;
};
CellPlace place_of(std::string_view reference) noexcept;

struct MergedCells {
    int column;
    int first_row, last_row;  // counted from 0
};

// Returns the cells merged over several rows, ordered by their first row. A sheet lists them behind its rows, so the
// whole part is searched, without parsing it.
std::vector<MergedCells> read_merged_cells(const Package&, const std::string& part);

}  // namespace cpcc::files
