// The strict forms of what `--lenient` takes.
#pragma once

#include "cpcc/records/registry.hpp"

#include <string>
#include <string_view>

namespace cpcc::records {

// The cell as the strict form that it seems to mean: half-width, 2024-01-05 for 2024/1/5 and 2024年1月5日, no thousands
// separators, yuan for 万元. What it can't read it gives back half-width. `year` is that of dates without one; 0: none.
std::string as_strict(Type type, std::string_view cell, int year = 0);

}  // namespace cpcc::records
