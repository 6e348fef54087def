// The groups of a report (interface.md, Summary CSV): by what its rows are told apart.
#pragma once

#include "cpcc/base/period.hpp"
#include "cpcc/base/words.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cpcc::report {

enum class Group {
    province,
    city,
    district,
    street,
    community,
    compound,
    platform,
    member,
    sector,
    unit,
    topic,
    kind,
    form,
    category,
    month,
    quarter,
    year
};

struct GroupWords {
    Group group;
    std::string_view id;
    Words label;
    bool named;  // it has a second column with names
};
std::span<const GroupWords> groups();
const GroupWords& words_of(Group);
// Throws Error{usage} for an unknown or repeated one.
std::vector<Group> parse_groups(const std::vector<std::string>& ids);

bool is_time(Group) noexcept;
// The level of the areas that are its members, as in AreaEntry; nothing where they are no areas.
std::optional<int> level_of(Group) noexcept;
Group group_of_level(int level) noexcept;
Span span_of_group(Group);
bool is_area(Group) noexcept;
bool is_place(Group) noexcept;  // an area or a platform

}  // namespace cpcc::report
