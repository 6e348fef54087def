// Loads the libraries for .xlsx, which only workbooks need.
#pragma once

#include "cpcc/base/shared_library.hpp"

namespace cpcc::files {

inline SharedLibrary xlsx_library(const char* file) {
    return {file, {" .xlsx ", ".xlsx"}, {"请安装它，或改用 CSV", "install it, or use CSV"}};
}

}  // namespace cpcc::files
