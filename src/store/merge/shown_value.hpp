// Formats values for messages and for the history.
#pragma once

#include "cpcc/db/connection.hpp"
#include "cpcc/records/registry.hpp"
#include "cpcc/records/value.hpp"

#include <string>

namespace cpcc::store {

// Returns a value (references as ids) as text, with references as codes.
std::string shown_value(db::Connection&, const records::Field&, const records::Value&);

// Returns the reason for refusing a row that differs from its record.
std::string difference(const std::string& name, const std::string& given, const std::string& existing);

}  // namespace cpcc::store
