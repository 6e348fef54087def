// Charts of a workbook, which the reader's program draws from cells.
#pragma once

#include "cpcc/files/chart.hpp"
#include "xlsx/workbook_file.hpp"

#include <cstddef>
#include <vector>

namespace cpcc::files {

// Adds a sheet with the figures of each chart and, below them, the chart. Heat maps have none: their table shows the
// same. Returns how many cells it wrote; 0: there is nothing to draw, and no sheet.
std::size_t write_charts(WorkbookFile&, const std::vector<Chart>&);

}  // namespace cpcc::files
