// Opens a database by its name: the path of an SQLite file, or the URL of a PostgreSQL database.
#pragma once

#include "cpcc/db/connection.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace cpcc::db {

enum class Mode { read, write, write_in_turn, create };

bool is_url(std::string_view name) noexcept;

// Opens a database. Writing transactions of all processes queue up.
// - `read` changes nothing, except that it rolls back the unfinished transaction of a killed writer in a file.
// - `write` joins the queue when a transaction begins.
// - `write_in_turn` joins a file's queue before it first reads the file, and leaves it when its first transaction ends.
//   Its reads before that wait for no writer. On a server it equals `write`.
// - `create` creates a file with mode 0600 and refuses an existing one. A server's database must exist and have no
//   tables.
// Throws Error{failed} if the file or database does not exist or cannot be reached, Error{usage} for a URL that
// contains a password, and Error{busy} as Connection does.
std::unique_ptr<Connection> open(const std::string& name, Mode mode);

// Throws Error{usage} for text that is no query in any engine. Needs no open database.
void require_question(const std::string& sql);

// Returns whether the file exists, or whether the server's database contains a table.
bool exists(const std::string& name);

}  // namespace cpcc::db
