// The seam between the tool and the engine that stores its records. SQL is written once, in what SQLite and PostgreSQL
// both understand (docs/architecture.md, "The seam"). A connection has three interfaces: statements and transactions
// here, bulk_load.hpp, and catalog.hpp.
#pragma once

#include "cpcc/db/statement.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace cpcc::db {

class BulkLoad;
class Catalog;

enum class Engine { sqlite, postgresql };

// What a transaction may change. On a server, offices that write only facts wait for their own transactions alone;
// changing a register takes an exclusive lock. A file has one writer.
enum class Writes { all, facts };

// Row numbers of an office's facts lie in a range of its own, from `first_row(office)` on: they are unique over all
// offices and name the office. 0 is a database's own office; registers share its range.
constexpr std::int64_t first_row(std::int64_t office) { return office << 40; }
constexpr std::int64_t office_of_row(std::int64_t row) { return row >> 40; }

// How many rows a statement may return. With `many`, a server sends them in batches within a transaction.
enum class Rows { few, many };

// Every function throws Error{busy} where another process holds the database for more than five seconds, and
// Error{failed} for anything else that the engine refuses, or for a lost server.
class Connection {
public:
    virtual ~Connection() = default;
    virtual Engine engine() const = 0;  // for the few places where SQL must differ
    // Throws for an error in the SQL here, or at the latest with the first step.
    virtual Statement prepare(std::string_view sql, Rows expected = Rows::few) = 0;
    virtual void execute(std::string_view sql) = 0;  // one or more statements without parameters
    virtual void define(std::string_view sql) = 0;   // temporary tables and views, visible to this connection only
    virtual void begin_write(Writes) = 0;
    virtual void begin_read() = 0;  // every later read sees one snapshot
    virtual void commit() = 0;
    virtual void roll_back() noexcept = 0;
    virtual const std::string& name() const = 0;  // the path or the URL, for messages
    // The office that this connection writes for; 0: the database's own.
    virtual std::int64_t office() const { return 0; }
    // Whether facts are partitioned by office (schema/offices/layout.sql).
    virtual bool by_office() const { return false; }
    // Restricts foreign SQL to reading, without members' phones and the values in the history.
    virtual void restrict_to_reading() = 0;

    // The connection's other two interfaces. It owns both.
    virtual BulkLoad& bulk_load() = 0;
    virtual Catalog& catalog() = 0;
};

// Rolls back unless `commit` was called.
class Transaction {
public:
    enum class Kind { read, write, write_facts };
    Transaction(Connection& connection, Kind kind);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

private:
    Connection& connection_;
    bool open_ = true;
};

}  // namespace cpcc::db
