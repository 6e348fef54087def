// Writes many rows quickly over one connection. Feeds rows to statements, runs work in the background, and defers
// indexes and foreign keys until a first load ends. Throws the errors that Connection throws.
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
    // Fills the table `feed(c0, c1, …)`, which statements read. `cells` holds one row after another, each of `width`
    // cells, at most `most_fed_columns`. The caller owns the cells and must not move them while statements read them.
    // Requires a connection that writes.
    virtual void feed(std::span<const Cell> cells, std::size_t width) = 0;
    // Runs `work`, which may feed this connection and run statements. An engine may run it on a background thread.
    // Later calls on the connection or on a statement wait for the work and rethrow its exception, at the latest
    // `commit`. The work owns all that it uses; otherwise the owner calls `wait` before destroying it.
    virtual void run_in_background(std::function<void()> work) = 0;
    // Waits for that work. The next call rethrows its exception.
    virtual void wait() noexcept = 0;
    // Returns a table's indexes that no constraint needs, in order of name. Returns none if creating them after a first
    // load gains nothing, as on a server, which would lock the table meanwhile.
    virtual std::vector<Index> indexes(std::string_view table) = 0;
    // Creates the indexes over the existing rows with little memory.
    virtual void make_indexes(std::span<const Index>) = 0;
    // Stops checking foreign keys row by row. The caller then calls `check_references` for every table that it writes,
    // which throws Error{failed} for a broken foreign key. Intended for tables created in this transaction, because a
    // server locks the tables.
    virtual void defer_references() = 0;
    virtual void check_references(std::span<const std::string> tables) = 0;
    // Makes a file skip the check of foreign keys, for rows whose references were all looked up in this transaction. A
    // server checks them all the same. The check resumes at the end of the transaction.
    virtual void trust_references(bool on) = 0;
};

}  // namespace cpcc::db
