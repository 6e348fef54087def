// What the facts of a source can be grouped and narrowed by.
#pragma once

#include "cpcc/records/registry.hpp"
#include "cpcc/report/groups.hpp"
#include "cpcc/report/measures.hpp"

#include <vector>

namespace cpcc::report {

// Each once.
std::vector<Source> sources_of(const std::vector<Asked>&);
// Whether a measure of that source counts people, whose sector is the member's.
bool of_people(Source) noexcept;
// Whether a measure of that source means anything by that group (the table in docs/cpcc.1, "Groups").
bool has_meaning(Source, Group) noexcept;
// Whether the fact's area is its own, whatever platforms go with it.
bool own_area(Source) noexcept;
// The list of choices that a number of `kind`, `form` or `category` belongs to.
const records::Field& choice_field(Group, Source);

}  // namespace cpcc::report
