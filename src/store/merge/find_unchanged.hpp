// Part of the third stage. When a file is imported again, most rows equal their records. The database compares them, so
// these records need not be loaded.
#pragma once

#include "merge/batch.hpp"

#include <span>

namespace cpcc::store {

enum class FoundBy { id, key };

// Decides `unchanged` for rows whose live record has all their values, and removes them from `rows`. Finds records by
// `existing` or by the kind's key, which each row must give. Skips records that this change created, because a row may
// complete them.
void find_unchanged(Batch&, std::vector<BatchRow*>& rows, std::span<const std::size_t> key, FoundBy);

}  // namespace cpcc::store
