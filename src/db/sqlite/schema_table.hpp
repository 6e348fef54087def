// The schema of a file, as the migrations make it. Built from schema/*.sql by make_schema_table.cpp.
#pragma once

#include <span>
#include <string_view>

namespace cpcc::db {

// A row of SQLite's schema table. An index that SQLite makes for a constraint has no text.
struct SchemaObject {
    std::string_view type, name, table, sql;
    bool operator==(const SchemaObject&) const = default;
};

// Returns the objects that the first `steps` migrations make, ordered by type and name. Precondition: there are as many
// migrations.
std::span<const SchemaObject> schema_after(int steps);

}  // namespace cpcc::db
