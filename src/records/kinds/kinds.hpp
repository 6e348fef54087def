// For the files that declare a kind: each defines one function, which registry.cpp lists.
#pragma once

#include "cpcc/records/choices.hpp"
#include "cpcc/records/registry.hpp"

#include <array>

namespace cpcc::records {

std::span<const Choice> attendance_roles();
std::span<const Choice> adoption_levels();

// One row of a list of choices.
template <class Enum>
struct ChoiceRow {
    Enum number;
    std::string_view id;
    Words label;
};

// Returns the list of a field's choices. Fails to compile unless the rows are in the order of their enum.
template <class Enum, std::size_t count>
consteval std::array<Choice, count> choices(const ChoiceRow<Enum> (&rows)[count]) {
    std::array<Choice, count> list{};
    for (std::size_t i = 0; i < count; ++i) {
        if (number_of(rows[i].number) != static_cast<std::int64_t>(i + 1)) throw "a choice is out of its enum's order";
        list[i] = {rows[i].id, rows[i].label};
    }
    return list;
}

// Returns the kind with the fields that every record has: `note` and `tags`.
Kind complete(Kind kind, std::string_view tag_table);

}  // namespace cpcc::records
