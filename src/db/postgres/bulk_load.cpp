#include "postgres/bulk_load.hpp"

#include "postgres/statement.hpp"

namespace cpcc::db {

// Drops the foreign keys. Creating them again after the load checks all rows at once.
void PostgresBulkLoad::defer_references() {
    std::vector<std::string> drops;
    auto keys = db::prepare(
        session_,
        "SELECT format('ALTER TABLE %s ', conrelid::regclass), format('DROP CONSTRAINT %I', conname), format('ADD "
        "CONSTRAINT %I %s', conname, pg_get_constraintdef(oid)) "
        "FROM pg_constraint WHERE contype = 'f' AND conparentid = 0 AND connamespace = current_schema()::regnamespace "
        "ORDER BY oid",
        Rows::few);
    while (keys.step()) {
        drops.push_back(keys.str(0) + keys.str(1));
        references_.push_back(keys.str(0) + keys.str(2));
    }
    for (const std::string& key : drops) session_.run(key);
}

void PostgresBulkLoad::check_references(std::span<const std::string>) {
    for (const std::string& key : references_) session_.run(key);
    references_.clear();
}

}  // namespace cpcc::db
