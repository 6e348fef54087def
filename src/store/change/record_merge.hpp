// Makes two records one.
#pragma once

#include "context/write_context.hpp"
#include "cpcc/store/record_merge.hpp"

namespace cpcc::store {

// Lets every live record that refers to `gone` refer to `keep`. What would then have the key of another record is
// voided instead. Adds a refusal for each record that another office owns.
Merged move_references(WriteContext&, const records::Kind&, std::int64_t keep, std::int64_t gone);

}  // namespace cpcc::store
