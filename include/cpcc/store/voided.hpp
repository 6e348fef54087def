// Voided records in files.
#pragma once

#include "cpcc/db/connection.hpp"
#include "cpcc/records/registry.hpp"

#include <cstdint>
#include <map>
#include <set>
#include <string>

namespace cpcc::store {

// Whether the record of a row is voided, and why: a column of files. Not a field of a record.
const records::Field& voided_field();

// Returns why each voided record of the kind was voided, by row number; an empty text where no reason is known.
std::map<std::int64_t, std::string> void_reasons(db::Connection&, const records::Kind&);

// Returns the codes of the voided records of a kind with codes.
std::set<std::string> voided_codes(db::Connection&, const records::Kind&);

}  // namespace cpcc::store
