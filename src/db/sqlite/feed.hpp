// Shows the rows of BulkLoad::feed to SQLite as a virtual table, without a copy.
#pragma once

#include "cpcc/db/bulk_load.hpp"

struct sqlite3;

namespace cpcc::db {

// The rows that the table `feed` of one connection currently contains.
struct FedRows {
    std::span<const Cell> cells;
    std::size_t width = 1;
};

// Registers the table `feed(c0, c1, …)` with a connection. The rows must outlive the connection.
void register_feed(sqlite3*, FedRows&);

}  // namespace cpcc::db
