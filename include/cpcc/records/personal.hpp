// The fields that tell about a person, which `cpcc member erase` empties.
#pragma once

#include "cpcc/records/registry.hpp"

#include <span>
#include <string_view>

namespace cpcc::records {

// Returns the ids of a kind's personal fields; none: its records are not about one person.
std::span<const std::string_view> personal_fields(const Kind&);

}  // namespace cpcc::records
