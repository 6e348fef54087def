// Describes, checks and copies the database as a whole. Throws the errors that Connection throws.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cpcc::db {

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
    // Returns the errors that the engine finds in its own structures, and broken foreign keys.
    virtual std::vector<std::string> integrity() = 0;
    // Returns the prefix for the names of copies: the file's path, or the name of the server's database for copies in
    // the current folder.
    virtual std::string home() const = 0;
    // Returns the time of the last change that a replica replayed, by the server's clock, or a note that there is none.
    // Returns nothing if this is no replica.
    virtual std::optional<std::string> as_of() = 0;
};

}  // namespace cpcc::db
