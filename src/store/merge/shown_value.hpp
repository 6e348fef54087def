// How messages and the history show a value.
#pragma once

#include "cpcc/db/connection.hpp"
#include "cpcc/records/registry.hpp"
#include "cpcc/records/value.hpp"

#include <string>

namespace cpcc::store {

// Returns a value, its references as ids, the way a person reads it.
std::string shown_value(db::Connection&, const records::Field&, const records::Value&);

// Returns why a row that differs from its record is refused.
std::string difference(const std::string& name, const std::string& here, const std::string& kept);

}  // namespace cpcc::store
