// Backups that are named by their time, of which a number is kept.
#pragma once

#include "cpcc/db/connection.hpp"

#include <string>
#include <vector>

namespace cpcc::cli {

// Returns the name of a new backup: in the folder `place`, named after the database, or beside the file `place` with
// the time between its stem and its extension. `at`: as `now` returns it.
std::string rotated_name(const std::string& place, const std::string& database, const std::string& at);

// Deletes the oldest backups of the same names beyond `keep`, and only those that the history of the database records.
// Returns their names. `newest`: the one that was just made.
std::vector<std::string> delete_old_backups(db::Connection&, const std::string& newest, std::size_t keep);

}  // namespace cpcc::cli
