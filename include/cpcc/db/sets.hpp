// Asking for a set of rows by key, many at a time: never one query a row.
#pragma once

#include "cpcc/db/connection.hpp"

#include <algorithm>
#include <span>
#include <string>

namespace cpcc::db {

// `$p0, $p1, …`, to stand in `IN (…)`: as many as `width`.
inline constexpr std::size_t set_size = 64;  // SQLite looks for each name among all before it
std::string set_parameters(std::size_t width = set_size);

// Few keys are asked for by a short list: to prepare a long one takes longer than to find what it asks for.
std::size_t set_width(std::size_t keys) noexcept;

// Runs the statement over the keys, set by set, and calls `each` with every row. Keys are numbers or text.
template <class Key, class Each>
void for_each_in(Statement& statement, std::span<const Key> keys, Each each, std::size_t width = set_size) {
    const int first = keys.empty() ? 0 : statement.parameter("p0");
    for (std::size_t start = 0; start < keys.size(); start += width) {
        // What is left over of the last set asks for its last key again.
        for (std::size_t i = 0; i < width; ++i)
            statement.bind(first + static_cast<int>(i), keys[std::min(start + i, keys.size() - 1)]);
        while (statement.step()) each(statement);
        statement.reset();
    }
}

// The same for a statement that is asked once: `$keys` in `IN ($keys)` stands for the list.
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
