// The schema's steps, embedded from schema/*.sql, each applied in one transaction together with its record.
#pragma once

#include "cpcc/db/connection.hpp"

#include <functional>
#include <span>
#include <string_view>

namespace cpcc::db {

struct Migration {
    int number;             // 1, 2, …
    std::string_view name;  // the file's name without number and ending
    std::string_view sql;
};

std::span<const Migration> migrations();

// Applies what is missing, in order; gives the number applied. A database that holds records is first copied to a file
// beside it (a server's into the current folder), whose path `copied_to` is told. Throws Error{failed} where the
// database is of a newer cpcc.
int migrate(Connection&, std::string_view by, const std::function<void(const std::string&)>& copied_to);

// Throws Error{failed} unless the schema is exactly this executable's: a newer one is refused by the name of its first
// unknown step, an older one with the advice to run `cpcc migrate`, a foreign database as such.
void require_current(Connection&);

}  // namespace cpcc::db
