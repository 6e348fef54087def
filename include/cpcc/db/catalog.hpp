// The part of a connection that knows the database as a whole: its tables, its schema, its copies and its state. Throws
// as Connection does.
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
    // Returns the tables in order of creation: none refers to a later one.
    virtual std::vector<std::string> tables() = 0;
    // Returns the qualifier that names a table where a view of the same name hides it.
    virtual std::string schema() = 0;
    // Executes the text of a file of schema/, which is written for SQLite.
    virtual void apply(std::string_view schema) = 0;
    // Writes a whole copy to a file. Throws Error{failed} where the file exists.
    virtual void backup_to(const std::string& path) = 0;
    // Returns what the engine finds broken in its own structures.
    virtual std::vector<std::string> integrity() = 0;
    // Returns how names of copies begin: the path, or a server's database in the current folder.
    virtual std::string home() const = 0;
    // Returns the time up to which a replica has followed, by the server's clock; nothing where this is no replica.
    virtual std::optional<std::string> as_of() = 0;
};

}  // namespace cpcc::db
