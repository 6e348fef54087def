// The part of a connection that writes many rows quickly: rows fed to statements, work in the background, and indexes
// and foreign keys that wait until a first load has ended. Throws as Connection does.
#pragma once

#include "cpcc/db/statement.hpp"

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cpcc::db {

inline constexpr std::size_t most_fed_columns = 32;

// An index that a migration created, and the statement that creates it again.
struct Index {
    std::string name;
    std::string sql;
    std::vector<std::string> columns;
};

class BulkLoad {
public:
    virtual ~BulkLoad() = default;
    // Fills the table `feed(c0, c1, …)` that statements read: rows of `width` cells, one after the other. The caller
    // owns the cells and leaves them in place while statements read them. Needs a connection that writes.
    virtual void feed(std::span<const Cell> cells, std::size_t width) = 0;
    // Runs `work`, which may feed this connection and run statements; an engine may run it on a background thread.
    // Every later call on the connection or on a statement waits for it and throws what it threw, at the latest
    // `commit`. The work owns all it uses, or its owner calls `wait` before it ends.
    virtual void later(std::function<void()> work) = 0;
    // Waits for that work. The next call throws what it threw.
    virtual void wait() noexcept = 0;
    // Returns a table's indexes that no constraint needs, by name. Returns none where creating them after a first load
    // gains nothing: a server locks the table meanwhile.
    virtual std::vector<Index> indexes(std::string_view table) = 0;
    // Creates the indexes over the rows that the tables hold, in little memory.
    virtual void make_indexes(std::span<const Index>) = 0;
    // Stops checking foreign keys row by row. The caller then calls `check_references` for every table that it writes,
    // which throws Error{failed} for a key that refers to nothing. For tables created in this transaction: a server
    // locks others.
    virtual void defer_references() = 0;
    virtual void check_references(std::span<const std::string> tables) = 0;
    // Lets a file skip the check of foreign keys, for rows whose every reference was looked up in this transaction. A
    // server checks them all the same. The end of the transaction turns it off.
    virtual void trust_references(bool on) = 0;
};

}  // namespace cpcc::db
