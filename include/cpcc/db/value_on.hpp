// The value that a dated field had on a day, as SQL (domain.md, 2, "History does not move").
#pragma once

#include "cpcc/records/registry.hpp"

#include <string>
#include <string_view>

namespace cpcc::db {

// Returns an expression for the field of a record `alias` on the day that `day`, an expression, gives.
// Precondition: the field is dated.
std::string value_on(const records::Kind&, std::string_view alias, std::string_view field, std::string_view day);

}  // namespace cpcc::db
