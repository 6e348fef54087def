// The history of records: who changed them and when, with the old and new values.
#pragma once

#include "cpcc/db/connection.hpp"
#include "cpcc/store/author.hpp"
#include "cpcc/store/records.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace cpcc::store {

struct Past {
    std::string at, by, action, source, why;
    std::string field, old_value, new_value;  // all empty: the entry has no values of the record
};

// Returns the history of a record, oldest first, with masked phones. It includes the entry that created the record,
// even if a bulk import recorded no values.
std::vector<Past> history(db::Connection&, const records::Kind&, const Record&);

struct Entry {
    std::string at, by, why;
};
// Returns an entry of the history; empty if there is none with this id.
Entry entry(db::Connection&, std::int64_t id);
// Returns the number of the latest entry, which names the state of the database; 0 if there is none.
std::int64_t latest_entry(db::Connection&);

// Records in the history that phones were shown unmasked (domain.md, 2), in a separate transaction.
void record_reveal(db::Connection&, const Author&, const std::string& what);

}  // namespace cpcc::store
