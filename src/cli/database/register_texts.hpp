// The lists of src/cli/registers, made into a source by CMakeLists.txt.
#pragma once

#include <string_view>

namespace cpcc::cli {

std::string_view area_register();
std::string_view sector_register();

}  // namespace cpcc::cli
