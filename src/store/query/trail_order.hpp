// The order in which entries of the history were written. Not that of their times, because a clock may go back.
#pragma once

#include <fmt/format.h>

#include <string>
#include <string_view>

namespace cpcc::store {

// Return the terms of ORDER BY for an alias of `entry`. The server counts the entries of all offices together and adds
// the office's range (db::first_row).
inline std::string oldest_first(std::string_view entry) { return fmt::format("{0}.id % 1099511627776, {0}.id", entry); }
inline std::string latest_first(std::string_view entry) {
    return fmt::format("{0}.id % 1099511627776 DESC, {0}.id DESC", entry);
}

}  // namespace cpcc::store
