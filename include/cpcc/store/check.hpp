// Checks the records of a whole database for `cpcc check`.
#pragma once

#include "cpcc/db/connection.hpp"
#include "cpcc/store/finding.hpp"

#include <functional>

namespace cpcc::store {

// Calls `each` with every value that its field cannot have, every reference without a record, every breach of a rule
// (domain.md, "Rules that dates obey"), every convener who left, and every pair of likely doubles. Reads each record
// once. Precondition: the schema is this executable's.
void check(db::Connection&, const std::function<void(Finding)>& each);

}  // namespace cpcc::store
