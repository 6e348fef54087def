// The chain of entries. Each entry's hash covers the entry, the hashes of its changes, and the hash before.
#pragma once

#include "cpcc/base/digest.hpp"
#include "cpcc/db/connection.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace cpcc::store {

// A change as it is hashed.
struct HashedChange {
    std::string_view kind;
    std::int64_t record;
    std::string_view field, old_value, new_value;
};
std::string change_hash(const HashedChange&, std::string_view salt);

// The hashes of one entry's changes, in the order of their row numbers.
class ChangeHashes {
public:
    void add(std::string_view hash) { hashes_.add(hash), ++count_; }
    std::string hex() const;

private:
    Digest hashes_;
    std::int64_t count_ = 0;
};
using HashesOfEntries = std::map<std::int64_t, ChangeHashes>;

// The columns of `entry_hash`, for the alias `e`.
extern const std::string_view hashed_columns;
// Returns the hash of the entry in a row of `hashed_columns`.
std::string entry_hash(const db::Statement& row, std::string_view hash_before, const HashesOfEntries& changes);

// Writes the hashes of the connection's office from this entry on. Precondition: within a transaction that writes, and
// the entries have their last values.
void seal(db::Connection&, std::int64_t first_entry, const HashesOfEntries&);

}  // namespace cpcc::store
