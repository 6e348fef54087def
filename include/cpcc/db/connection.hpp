// The seam between the tool and the engine that stores its records. SQL is written once, in what SQLite and PostgreSQL
// both understand (docs/architecture.md, "The seam to the engines"). A connection has three interfaces: this one for
// statements and transactions, bulk_load.hpp, and catalog.hpp.
#pragma once

#include "cpcc/db/statement.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace cpcc::db {

class BulkLoad;
class Catalog;

enum class Engine { sqlite, postgresql };

// What a transaction may change. On a server, a writer of facts waits only for writers of its own office and for a
// writer of registers, who takes an exclusive lock. A file has one writer at a time.
enum class Writes { all, facts };

// Each office numbers the rows of its facts in its own range, which begins at `first_row(office)`. Row numbers are
// therefore unique across offices and identify the office. Office 0 is the database's own; registers share its range.
constexpr std::int64_t first_row(std::int64_t office) { return office << 40; }
constexpr std::int64_t office_of_row(std::int64_t row) { return row >> 40; }

// How many rows a statement may return. With `many`, a server sends them in batches within a transaction.
enum class Rows { few, many };

// Every function throws Error{busy} if another process locks the database for more than five seconds. Every function
// throws Error{failed} for any other error of the engine, and for a lost server.
class Connection {
public:
    virtual ~Connection() = default;
    virtual Engine engine() const = 0;  // for the few places where SQL must differ
    // Throws for an error in the SQL; a server may report it only at the first step.
    virtual Statement prepare(std::string_view sql, Rows expected = Rows::few) = 0;
    virtual void execute(std::string_view sql) = 0;  // one or more statements without parameters
    virtual void define(std::string_view sql) = 0;   // temporary tables and views of this connection
    virtual void begin_write(Writes) = 0;
    virtual void begin_read() = 0;  // every later read sees one snapshot
    virtual void commit() = 0;
    virtual void roll_back() noexcept = 0;
    virtual const std::string& name() const = 0;  // the path or the URL, for messages
    // Returns the office that this connection writes for; 0 is the database's own.
    virtual std::int64_t office() const { return 0; }
    // Returns whether facts are partitioned by office (schema/offices/layout.sql).
    virtual bool by_office() const { return false; }
    // Restricts `prepare` to SQL that only reads, and that reads neither members' phones nor the values in the history.
    // For queries that users write.
    virtual void restrict_to_reading() = 0;

    // Return the other two interfaces, which the connection owns.
    virtual BulkLoad& bulk_load() = 0;
    virtual Catalog& catalog() = 0;

private:
    friend class Transaction;
    bool in_snapshot_ = false;
};

// Begins a transaction. The destructor rolls it back unless `commit` was called. One that reads within another that
// reads shares its snapshot, so that several reports can show the same state.
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
    bool is_snapshot_ = false;
};

}  // namespace cpcc::db
