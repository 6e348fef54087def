// Likely doubles: two live records of one kind that are alike enough to be one (domain.md, 2, "Rules that dates obey").
// The kinds declare what makes two records alike.
#pragma once

#include "cpcc/db/connection.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace cpcc::store {

// Returns a sentence for every pair in the database that `cpcc distinct` has not confirmed as two records.
std::vector<std::string> doubles(db::Connection&);

// Returns the number of pairs that `cpcc distinct` has confirmed.
std::int64_t confirmed_pairs(db::Connection&);

}  // namespace cpcc::store
