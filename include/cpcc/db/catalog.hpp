// Describes, checks and copies the database as a whole. Throws the errors that Connection throws.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cpcc::db {

// A way in which a database is not as this executable makes it.
struct Fault {
    std::string object;  // such as "trigger t1"; empty: the whole database
    std::string what;    // a sentence
    std::string mend;    // the SQL that mends it and loses nothing; empty: that needs judgement
};

// A reference to a row that does not exist.
struct BrokenReference {
    std::string table;
    std::int64_t row;  // 0: the table has no row numbers
    std::string column, target;
};

class Catalog {
public:
    virtual ~Catalog() = default;
    virtual bool has_table(std::string_view name) = 0;
    virtual bool has_any_table() = 0;
    // Returns the tables in order of creation. On a server none refers to a later one.
    virtual std::vector<std::string> tables() = 0;
    // Returns the schema name that qualifies a table hidden by a view of the same name.
    virtual std::string schema() = 0;
    // Executes the text of a file in schema/, which is written for SQLite.
    virtual void apply(std::string_view schema) = 0;
    // Writes a complete copy to an SQLite file. Throws Error{failed} if the file exists.
    virtual void backup_to(const std::string& path) = 0;
    // Returns the differences between a file's schema and the one that the first `steps` migrations make, to the byte.
    // A server does not keep the text of its schema, and only its owner can change it: returns nothing there.
    virtual std::vector<Fault> schema_faults(int steps) = 0;
    // Returns the errors that the engine finds in its own structures, and the settings that cpcc does not make. Reads
    // the whole database.
    virtual std::vector<Fault> integrity() = 0;
    virtual std::vector<BrokenReference> broken_references() = 0;
    // Returns the prefix for the names of copies: the file's path, or the name of the server's database for copies in
    // the current folder.
    virtual std::string home() const = 0;
    // Returns the time of the last change that a replica replayed, by the server's clock, or a note that there is none.
    // Returns nothing if this is no replica.
    virtual std::optional<std::string> as_of() = 0;
    // Stops the queries of this connection after they have computed so long together, or on a server each of them after
    // that time. 0: never. A query that is stopped throws Error{failed}.
    virtual void limit_time(std::chrono::seconds) = 0;
};

}  // namespace cpcc::db
