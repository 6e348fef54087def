// A file that appears under its name only when whole.
#pragma once

#include <functional>
#include <string>

namespace cpcc::cli {

// Calls `write` with a name beside `to` and renames what it wrote; a failure leaves nothing behind and throws.
void write_whole(const std::string& to, const std::function<void(const std::string& part)>& write);

}  // namespace cpcc::cli
