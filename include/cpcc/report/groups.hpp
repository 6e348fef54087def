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
    year,
    first_field  // this and all later numbers: a choice, yes/no, reference or text field of what measures count
};

struct GroupWords {
    Group group;
    std::string_view id;  // of a field: its id, or the path to it, e.g. `platform.basis`
    Words label;
    bool named;                  // the report has a second column with names
    std::string_view kind = {};  // of the records that are its members; empty: they are no records
};
// Returns all groups; those before `first_field` first.
std::span<const GroupWords> groups();
const GroupWords& words_of(Group);
// Returns the ids of some groups, for completion: those before `first_field`, and choices of what measures count.
std::vector<std::string_view> offered_groups();
// Parses the ids or labels of groups. Throws Error{usage} for an unknown or duplicate one.
std::vector<Group> parse_groups(const std::vector<std::string>& ids);

bool is_time(Group) noexcept;
bool is_field(Group) noexcept;
// Returns the level of a group of areas (1 province … 6 compound); nothing for other groups.
std::optional<int> level_of(Group) noexcept;
Group group_of_level(int level) noexcept;  // precondition: 1–6
Span span_of_group(Group);                 // precondition: a group of time
bool is_area(Group) noexcept;
bool is_place(Group) noexcept;  // an area or a platform

}  // namespace cpcc::report
