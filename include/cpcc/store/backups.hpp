// What a database knows of its backups: an entry of the history for each.
#pragma once

#include "cpcc/db/connection.hpp"

#include <optional>
#include <string>

namespace cpcc::store {

struct Backup {
    std::string at, by, file;  // at: as `now` returns it
};

// Records in the history that a user made a backup in the file, in a transaction of its own.
void record_backup(db::Connection&, const std::string& by, const std::string& file);

// Returns the last recorded backup; nothing if there is none.
std::optional<Backup> last_backup(db::Connection&);

}  // namespace cpcc::store
