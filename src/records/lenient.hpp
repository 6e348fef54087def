// What `--lenient` takes besides the strict forms.
#pragma once

#include "cpcc/records/registry.hpp"

#include <string>
#include <string_view>

namespace cpcc::records {

// The cell as the strict form that it seems to mean: half-width, 2024-01-05 for 2024/1/5 and 2024年1月5日, no thousands
// separators, yuan for 万元. What it can't read it gives back half-width.
std::string as_strict(Type type, std::string_view cell);

}  // namespace cpcc::records
