// Looks up rows by key, many keys at a time instead of one query per row.
#pragma once

#include "cpcc/db/connection.hpp"

#include <algorithm>
#include <span>
#include <string>

namespace cpcc::db {

// Keys per query. SQLite compares each parameter's name with all earlier ones, so larger sets cost more to prepare.
inline constexpr std::size_t set_size = 64;

// Returns `width` parameters for `IN (…)`: `$p0, $p1, …`.
std::string set_parameters(std::size_t width = set_size);

// Returns the number of parameters for that many keys. A few keys get a short list, because preparing a long one takes
// longer than the lookup.
std::size_t set_width(std::size_t keys) noexcept;

// Runs the statement over the keys, set by set, and calls `each` with every row. Keys are numbers or text.
template <class Key, class Each>
void for_each_in(Statement& statement, std::span<const Key> keys, Each each, std::size_t width = set_size) {
    const int first = keys.empty() ? 0 : statement.parameter("p0");
    for (std::size_t start = 0; start < keys.size(); start += width) {
        // The last key fills up the last set; `IN` ignores duplicates.
        for (std::size_t i = 0; i < width; ++i)
            statement.bind(first + static_cast<int>(i), keys[std::min(start + i, keys.size() - 1)]);
        while (statement.step()) each(statement);
        statement.reset();
    }
}

// Does the same with a statement that runs once. The list of parameters replaces `$keys` in `IN ($keys)`.
template <class Key, class Each>
void for_each_in(Connection& connection, std::string sql, std::span<const Key> keys, Each each) {
    if (keys.empty()) return;
    constexpr std::string_view mark = "$keys";
    const std::size_t width = set_width(keys.size());
    sql.replace(sql.find(mark), mark.size(), set_parameters(width));
    auto statement = connection.prepare(sql);
    for_each_in(statement, keys, each, width);
}

}  // namespace cpcc::db
