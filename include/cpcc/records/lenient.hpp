// Conversion of cells in other forms than the strict ones.
#pragma once

#include "cpcc/records/value.hpp"

#include <string_view>

namespace cpcc::records {

// Converts a cell as `convert` with `lenient` does. `year`: that of dates without one; 0: they are refused.
Converted convert_leniently(const Field&, std::string_view cell, int year);

}  // namespace cpcc::records
