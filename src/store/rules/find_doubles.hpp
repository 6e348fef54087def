// Finds likely doubles, see cpcc/store/doubles.hpp.
#pragma once

#include "cpcc/db/connection.hpp"
#include "cpcc/records/registry.hpp"
#include "rules/rule_table.hpp"

#include <functional>
#include <string>

namespace cpcc::store {

// Calls `each` with a sentence for every pair of live records that involves a touched record.
void find_doubles(db::Connection&, const Touched&, const std::function<void(std::string)>& each);

}  // namespace cpcc::store
