// Part of the third stage. Most rows of a file that comes again leave their records as they are: the database compares
// them, and no record is loaded.
#pragma once

#include "merge/batch.hpp"

#include <span>

namespace cpcc::store {

enum class FoundBy { id, key };

// Decides `unchanged` for rows whose live record has all that they give. Records are found by `existing` or by the
// kind's key, which must be given. Records that this change made are left out: a row may add to them. Takes those out
// of `rows` that are decided.
void find_unchanged(Batch&, std::vector<BatchRow*>& rows, std::span<const std::size_t> key, FoundBy);

}  // namespace cpcc::store
