// Asking for a set of rows by key, some hundred at a time: never one query a row.
#pragma once

#include "cpcc/db/connection.hpp"

#include <algorithm>
#include <span>
#include <string>

namespace cpcc::db {

inline constexpr std::size_t set_size = 200;

// `$p0, $p1, …`, to stand in `IN (…)`.
std::string set_parameters();

// Runs the statement over the keys, set by set, and calls `each` with every row. Keys are numbers or text.
template <class Key, class Each>
void for_each_in(Statement& statement, std::span<const Key> keys, Each each) {
    const int first = keys.empty() ? 0 : statement.parameter("p0");
    for (std::size_t start = 0; start < keys.size(); start += set_size) {
        // What is left over of the last set asks for its last key again.
        for (std::size_t i = 0; i < set_size; ++i) statement.bind(first + static_cast<int>(i), keys[std::min(start + i, keys.size() - 1)]);
        while (statement.step()) each(statement);
        statement.reset();
    }
}

}  // namespace cpcc::db
