// The trail: the entries of the history, chained by hashes, so that a change of any of them shows (docs/trail.md).
#pragma once

#include "cpcc/db/connection.hpp"
#include "cpcc/store/finding.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cpcc::store {

// Chains the entries of a database that was made before there was a chain: the fill of migration 9. Precondition:
// within the migration's transaction.
void chain_history(db::Connection&);
// Fills the step of the schema with that number (db::migrate).
void fill_step(db::Connection&, int step);

// The field by which the history records that the personal values of a record were erased.
inline constexpr std::string_view erased_field = "erased";

// The latest entry of an office and its hash, which covers all entries before it.
struct Head {
    std::string office;  // its code; empty: the database's own
    std::int64_t entry = 0;
    std::string at, hash;
    std::string text() const;  // E12-9f86d081884c7d659a2f, for paper
};

// Returns the heads of the offices that the connection reads, in their order. An office without entries has none.
std::vector<Head> heads(db::Connection&);

// A head that somebody kept: the entry, and the first digits of its hash.
struct KeptHead {
    std::int64_t entry = 0;
    std::string digits;
};
// Parses what `Head::text` returns, or more or fewer digits, eight at least.
std::optional<KeptHead> kept_head(std::string_view text);

// Calls `each` with every entry that is not as it was written: its own values, a value that it changed, or its place
// behind the entry before it. With a kept head, also if that entry is missing or has another hash.
void verify_trail(db::Connection&, const std::optional<KeptHead>&, const std::function<void(Finding)>& each);

}  // namespace cpcc::store
