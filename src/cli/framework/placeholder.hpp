// Placeholders of values in help, usage lines and messages.
#pragma once

#include <string>
#include <string_view>

namespace cpcc::cli {

// Returns the placeholder in the language of the process: "CODE,…" becomes "编号,…". Lower-case words do not change.
std::string placeholder(std::string_view declared);

}  // namespace cpcc::cli
