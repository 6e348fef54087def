#include "cpcc/store/backups.hpp"

#include "context/write_context.hpp"

namespace cpcc::store {

void record_backup(db::Connection& connection, const Author& author, const Backup& backup) {
    db::Transaction transaction(connection, db::Transaction::Kind::write_facts);
    const std::int64_t entry =
        add_entry(connection, author, {.action = "backup", .source = backup.file, .at = backup.at});
    seal(connection, entry, {});
    transaction.commit();
}

std::set<std::string> backup_files(db::Connection& connection) {
    std::set<std::string> files;
    auto rows = connection.prepare("SELECT source FROM entry WHERE action = 'backup' AND source IS NOT NULL");
    while (rows.step()) files.insert(rows.str(0));
    return files;
}

std::optional<Backup> last_backup(db::Connection& connection) {
    auto row = connection.prepare("SELECT at, by, source FROM entry WHERE action = 'backup' ORDER BY id DESC LIMIT 1");
    if (!row.step()) return std::nullopt;
    return Backup{row.str(0), row.str(1), row.str(2)};
}

}  // namespace cpcc::store
