// Writes a file that gets its name only once complete.
#pragma once

#include <functional>
#include <string>

namespace cpcc::cli {

// Calls `write` with a temporary name and renames the result to `to`. Throws on failure and removes the temporary file.
void write_whole(const std::string& to, const std::function<void(const std::string& part)>& write);

}  // namespace cpcc::cli
