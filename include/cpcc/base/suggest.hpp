// The remedy for a word that is not known: the nearest one that is.
#pragma once

#include "cpcc/base/error.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cpcc {

// Asks for the nearest of `known`; gives `otherwise` where none is near enough to be meant.
std::string suggest(std::string_view word, std::span<const std::string_view> known, const std::string& otherwise = {});

// The ids of what a table declares, as `suggest` takes them.
template <class Rows>
std::vector<std::string_view> ids_of(const Rows& rows) {
    std::vector<std::string_view> ids;
    for (const auto& row : rows) {
        if constexpr (requires { row->id; }) ids.push_back(row->id);
        else ids.push_back(row.id);
    }
    return ids;
}

// The error of usage for a word that is not known: `message` and, as its remedy, what `suggest` gives.
Error unknown_word(std::string message, std::string_view word, std::span<const std::string_view> known, const std::string& otherwise = {});

}  // namespace cpcc
