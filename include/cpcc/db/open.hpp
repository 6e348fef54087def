// Opening a database by its name: the path of an SQLite file, or the URL of a PostgreSQL database.
#pragma once

#include "cpcc/db/connection.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace cpcc::db {

enum class Mode { read, write, write_in_turn, create };

bool is_url(std::string_view name) noexcept;

// Writing transactions queue up across processes. `write_in_turn` joins a file's queue before its first look at the
// file and leaves it with its first transaction, so that reads before that wait for nobody; on a server it is `write`.
// `read` changes nothing, except that it rolls back what a killed writer left in a file. `create` refuses a file that
// exists, and a database on a server that holds any table; a new file is 0600, a server's database must exist. Throws
// Error{failed} for a file or database that does not exist or cannot be reached, and Error{usage} for a URL that holds
// a password.
std::unique_ptr<Connection> open(const std::string& name, Mode mode);

// Throws Error{usage} for a text that is no query in any engine, before a database is opened.
void require_question(const std::string& sql);

// Returns whether the file exists, or the server's database holds a table.
bool exists(const std::string& name);

}  // namespace cpcc::db
