// The rows of Connection::feed as SQLite sees them: a table-valued function's result, read where they stand.
#pragma once

#include "cpcc/db/bulk_load.hpp"

struct sqlite3;

namespace cpcc::db {

// What the table `feed` of one connection shows at the moment.
struct FedRows {
    std::span<const Cell> cells;
    std::size_t width = 1;
};

// Makes the table `feed(c0, c1, …)` known to a connection. The rows must outlive it.
void register_feed(sqlite3*, FedRows&);

}  // namespace cpcc::db
