#include "cpcc/store/backups.hpp"

#include "context/write_context.hpp"

namespace cpcc::store {

void record_backup(db::Connection& connection, const Backup& backup) {
    db::Transaction transaction(connection, db::Transaction::Kind::write_facts);
    add_entry(connection, backup.by, "backup", backup.file, "", backup.at);
    transaction.commit();
}

std::optional<Backup> last_backup(db::Connection& connection) {
    auto row = connection.prepare("SELECT at, by, source FROM entry WHERE action = 'backup' ORDER BY id DESC LIMIT 1");
    if (!row.step()) return std::nullopt;
    return Backup{row.str(0), row.str(1), row.str(2)};
}

}  // namespace cpcc::store
