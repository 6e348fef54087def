// What a database knows of its backups: an entry of the history for each.
#pragma once

#include "cpcc/db/connection.hpp"
#include "cpcc/store/author.hpp"

#include <optional>
#include <set>
#include <string>

namespace cpcc::store {

struct Backup {
    std::string at, by, file;  // at: as `now` returns it
};

// Records a backup in the history, in a transaction of its own. The copy and the database that was copied record it
// alike, so that a restored copy has the history of the original.
void record_backup(db::Connection&, const Author&, const Backup&);

// Returns the paths of all recorded backups.
std::set<std::string> backup_files(db::Connection&);

// Returns the last recorded backup; nothing if there is none.
std::optional<Backup> last_backup(db::Connection&);

}  // namespace cpcc::store
