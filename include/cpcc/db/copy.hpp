// Copies a whole database from one engine to another.
#pragma once

#include "cpcc/db/connection.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace cpcc::db {

// The content of a table. Two databases, of whatever engines, hold the same records if these are equal.
struct Content {
    std::string table;
    std::int64_t rows = 0;
    std::uint64_t hash = 0;  // of all values of all rows, in any order of rows
    bool operator==(const Content&) const = default;
};

// Creates the schema of `from` in `to`, which has no tables, copies all rows, and reads them back. Returns the content
// of each table as read back. Runs in one transaction of `to`, over one snapshot of `from`. Throws Error{failed} and
// leaves `to` unchanged if the rows read back differ from those written, if `from` was created by a newer cpcc, or if
// `from` shows only one office's records.
std::vector<Content> copy(Connection& from, Connection& to);

// Does the same for a `to` that already contains a cpcc database: drops its tables in the same transaction.
std::vector<Content> replace(Connection& from, Connection& to);

}  // namespace cpcc::db
