// The texts of manual/, embedded by CMakeLists.txt.
#pragma once

#include "cpcc/base/words.hpp"

#include <string_view>

namespace cpcc::cli {

// Returns manual/ID.zh.md and manual/ID.en.md. Both must exist.
Words manual_text(std::string_view id);

}  // namespace cpcc::cli
