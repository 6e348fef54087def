// Codes that records had before `cpcc rename`.
#pragma once

#include "cpcc/db/connection.hpp"
#include "cpcc/records/registry.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace cpcc::store {

// Writes the codes into the entry of the history, where `renamed` finds them without reading every change.
void record_renaming(db::Connection&, std::int64_t entry, const records::Kind&, const std::string& old_code,
                     const std::string& new_code);

// The present codes of records by their former ones. A code that was given again is not a former one.
using Renamed = std::map<std::string, std::string, std::less<>>;
Renamed renamed(db::Connection&, const records::Kind&);

// Returns the present code of the record that had the code; empty: none had it.
std::string renamed_to(db::Connection&, const records::Kind&, std::string_view code);

// Returns that a code was changed, as a reason or remedy: "P1 is now P2".
std::string now_called(std::string_view old_code, std::string_view new_code);

}  // namespace cpcc::store
