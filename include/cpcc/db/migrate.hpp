// The steps of the schema, embedded from schema/*.sql. Each is applied in one transaction together with its record.
#pragma once

#include "cpcc/db/connection.hpp"

#include <functional>
#include <span>
#include <string_view>

namespace cpcc::db {

struct Migration {
    int number;             // 1, 2, …
    std::string_view name;  // the file's name without number and extension
    std::string_view sql;
};

std::span<const Migration> migrations();

// Applies the missing steps in order and returns their number. First copies an existing database to a file beside it,
// or from a server into the current folder, and calls `copied_to` with the path. Throws Error{failed} for the database
// of a newer cpcc or of another program.
int migrate(Connection&, std::string_view by, const std::function<void(const std::string&)>& copied_to);

// Throws Error{failed} unless the schema is exactly this executable's. For a newer schema, the message names its first
// unknown step; for an older one, it advises `cpcc migrate`. The database of another program is reported as such.
void require_current(Connection&);

}  // namespace cpcc::db
