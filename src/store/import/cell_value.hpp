// Converts a cell with what a workbook tells about it: what the cell shows is what counts.
#pragma once

#include "cpcc/records/value.hpp"
#include "cpcc/store/import.hpp"

#include <string>
#include <string_view>

namespace cpcc::store {

// Converts the text of a cell. `note`: what else is known of it; null: nothing. Refuses an error value, a formula
// without a result, a number that lost digits, and a cell that shows another value than it holds.
records::Converted convert_cell(const records::Field&, std::string_view text, const files::CellNote* note,
                                const records::Reading& how);

// Returns "E12" for a column counted from 0 and a line.
std::string cell_name(std::size_t column, int line);

}  // namespace cpcc::store
