// What reads and writes .xlsx is loaded for workbooks alone.
#pragma once

#include "cpcc/base/shared_library.hpp"

namespace cpcc::files {

inline SharedLibrary xlsx_library(const char* file) {
    return {file, {" .xlsx ", ".xlsx"}, {"请安装它，或改用 CSV", "install it, or use CSV"}};
}

}  // namespace cpcc::files
