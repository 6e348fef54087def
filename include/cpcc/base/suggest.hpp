// The remedy for an unknown word: the nearest known one.
#pragma once

#include "cpcc/base/error.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cpcc {

// Returns a remedy that names the nearest of `known`, or `otherwise` if none is near enough.
std::string suggest(std::string_view word, std::span<const std::string_view> known, const std::string& otherwise = {});

// Returns the ids of the rows of a table, for `suggest`.
template <class Rows>
std::vector<std::string_view> ids_of(const Rows& rows) {
    std::vector<std::string_view> ids;
    for (const auto& row : rows) {
        if constexpr (requires { row->id; }) ids.push_back(row->id);
        else ids.push_back(row.id);
    }
    return ids;
}

// Returns the Error{usage} for an unknown word: `message`, with the remedy that `suggest` returns.
Error unknown_word(std::string message, std::string_view word, std::span<const std::string_view> known, const std::string& otherwise = {});

}  // namespace cpcc
