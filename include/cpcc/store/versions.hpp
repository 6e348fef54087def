// Versions of records: what bundles carry. A version is the whole of a record with its number and its counter, by which
// a receiver tells the newer of two. Wall clocks decide nothing.
#pragma once

#include "cpcc/db/connection.hpp"
#include "cpcc/store/owning.hpp"
#include "cpcc/store/senders.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace cpcc::store {

// A version as text. The first row has the record as it began; each further row has the values of dated fields from a
// day on.
struct Version {
    std::int64_t number = 0;                     // the record's row number in the database that wrote it; never changes
    std::int64_t counter = 0;                    // the last entry of that database's history that touched the record
    std::string hash;                            // of the whole record, whatever the level
    std::vector<std::vector<std::string>> rows;  // cells in the order of `version_columns`
};

// Returns the columns of the versions of a kind: its fields but phones and what has records of its own, then `from` for
// a kind with dated fields, then `voided`. Below Level::whole there are no people.
std::vector<std::string> version_columns(const records::Kind&, Level);

// Returns whether bundles of the level carry records of the kind.
bool is_carried(const records::Kind&, Level);

struct Written {
    std::int64_t versions = 0, voided = 0, foreign = 0;  // `foreign`: live records that belong to another office
};

// Calls `each` with the version of every record of the kind that the office owns and that changed after the entry
// `since`, in the order of row numbers. Returns how many there were.
Written write_versions(db::Connection&, const records::Kind&, const Owning&, Level, std::int64_t since,
                       const std::function<void(const Version&)>& each);

// Returns the version of one record, as `write_versions` would write it for Level::whole.
Version version_of(db::Connection&, const records::Kind&, std::int64_t id);

// Returns the random name of the database, which is made on first use. Requires a connection that writes.
std::string replica_name(db::Connection&);
// Returns the same if there is one already; else an empty text.
std::string known_replica_name(db::Connection&);

// Returns a line for each register that comes from the office above, with the number and the hash of its records.
std::vector<std::vector<std::string>> register_hashes(db::Connection&);

}  // namespace cpcc::store
