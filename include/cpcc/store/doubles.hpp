// Likely doubles: two live records of one kind that are alike enough to be one (domain.md, 2, "Rules that dates obey").
// The kinds declare what makes two records alike.
#pragma once

#include "cpcc/db/connection.hpp"
#include "cpcc/store/finding.hpp"

#include <cstdint>
#include <vector>

namespace cpcc::store {

// Returns a note for every pair in the database that `cpcc distinct` has not confirmed as two records.
std::vector<Finding> doubles(db::Connection&);

// Returns the number of pairs that `cpcc distinct` has confirmed.
std::int64_t confirmed_pairs(db::Connection&);

}  // namespace cpcc::store
