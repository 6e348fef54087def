// The remedy for an unknown word: the nearest known one. No other file asks "did you mean".
#pragma once

#include "cpcc/base/error.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cpcc {

std::string did_you_mean(std::string_view right);

// Asks "did you mean …?" with the nearest of `known` between `before` and `after`. Returns `otherwise` if none is near
// enough.
std::string suggest(std::string_view word, std::span<const std::string_view> known, const std::string& otherwise = {},
                    std::string_view before = {}, std::string_view after = {});

// Returns the ids that a table declares, for `suggest`.
template <class Rows>
std::vector<std::string_view> ids_of(const Rows& rows) {
    std::vector<std::string_view> ids;
    for (const auto& row : rows) {
        if constexpr (requires { row->id; })
            ids.push_back(row->id);
        else
            ids.push_back(row.id);
    }
    return ids;
}

// Returns a usage error for an unknown word, with `message` and the remedy that `suggest` returns.
Error unknown_word(std::string message, std::string_view word, std::span<const std::string_view> known,
                   const std::string& otherwise = {});

}  // namespace cpcc
