// Voided records in files.
#pragma once

#include "cpcc/db/connection.hpp"
#include "cpcc/records/registry.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace cpcc::store {

// Whether the record of a row is voided, and why: a column of files. Not a field of a record.
const records::Field& voided_field();

// Returns whether a text says why a record is voided: it is not blank, and not only yes or no, which in a file says
// whether the record is voided.
bool is_void_reason(std::string_view why);

// Returns the reason in a cell of the column `voided`: empty where the cell says only that the record is voided, and
// nothing where it says that it is not.
std::optional<std::string> void_reason_in(std::string_view cell);

// Returns why each voided record of the kind was voided, by row number; an empty text where no reason is known.
std::map<std::int64_t, std::string> void_reasons(db::Connection&, const records::Kind&);

// Returns the codes of the voided records of a kind with codes.
std::set<std::string> voided_codes(db::Connection&, const records::Kind&);

}  // namespace cpcc::store
