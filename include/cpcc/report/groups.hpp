// The groups of a report: each row has one member of every group (interface.md, Summary CSV).
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
    bool named;  // the report has a second column with names
};
std::span<const GroupWords> groups();
const GroupWords& words_of(Group);
// Parses the ids of groups. Throws Error{usage} for an unknown or duplicate id.
std::vector<Group> parse_groups(const std::vector<std::string>& ids);

bool is_time(Group) noexcept;
// Returns the level of a group of areas (1 province … 6 compound); nothing for other groups.
std::optional<int> level_of(Group) noexcept;
Group group_of_level(int level) noexcept;  // precondition: 1–6
Span span_of_group(Group);                 // precondition: a group of time
bool is_area(Group) noexcept;
bool is_place(Group) noexcept;  // an area or a platform

}  // namespace cpcc::report
