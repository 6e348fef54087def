// Other names that sheets of offices give to columns.
#pragma once

#include "cpcc/records/registry.hpp"

#include <string_view>

namespace cpcc::store {

// Returns the field of the kind that sheets usually call by this name (folded), such as 联系电话 for a phone; null:
// none. Only names that can mean one thing are known: 人数 is neither 人次 nor a headcount.
const records::Field* find_usual(const records::Kind&, std::string_view name);

}  // namespace cpcc::store
