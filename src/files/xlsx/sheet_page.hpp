// How a sheet is printed.
#pragma once

#include "cpcc/files/table.hpp"
#include "xlsx/workbook_file.hpp"

#include <vector>

namespace cpcc::files {

// Sets the sheet up for A4: upright, across where it is wide, and narrowed to one page as long as its letters keep 9
// points. A wider one goes over several pages, a new one for each theme. The header and the columns that name the rows
// are repeated on each page. `widths`: of the columns, in characters.
void set_sheet_page(const WorkbookFile&, lxw_worksheet*, const std::vector<Column>&, const std::vector<int>& widths,
                    lxw_row_t header);

}  // namespace cpcc::files
