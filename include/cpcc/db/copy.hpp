// Moving a whole database from one engine to another.
#pragma once

#include "cpcc/db/connection.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace cpcc::db {

// What a table holds: two databases of whatever engines hold the same where these are equal.
struct Content {
    std::string table;
    std::int64_t rows = 0;
    std::uint64_t hash = 0;  // over every value of every row, in whatever order the rows come
    bool operator==(const Content&) const = default;
};

// Makes the schema that `from` has in `to`, which holds no table, fills it, and reads all of it back: what was read
// there is given, table by table. All in one transaction of `to`, over one state of `from`. Throws Error{failed}, and
// leaves `to` as it was, where what is read back is not what was written, or `from` is of a newer cpcc.
std::vector<Content> copy(Connection& from, Connection& to);

// The same where `to` holds a database of cpcc's already: its tables go in the same transaction.
std::vector<Content> replace(Connection& from, Connection& to);

}  // namespace cpcc::db
