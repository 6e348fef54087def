// Erases what the database holds about a person.
#pragma once

#include "cpcc/db/connection.hpp"
#include "cpcc/records/registry.hpp"
#include "cpcc/store/author.hpp"

#include <cstdint>
#include <string>

namespace cpcc::store {

// Empties the personal fields of a record (records::personal_fields), and their values in the history, in a transaction
// of its own. The record gets its code as its name. The hashes of the history stay, so its chain stays whole. Cannot be
// taken back. Throws Error{failed} if another office owns the record, or if everything was erased already.
void erase_personal(db::Connection&, const Author&, const records::Kind&, std::int64_t id, const std::string& why);

}  // namespace cpcc::store
