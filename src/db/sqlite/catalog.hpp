// An SQLite file as a whole.
#pragma once

#include "cpcc/db/catalog.hpp"
#include "engine_blocks.hpp"
#include "sqlite/bulk_load.hpp"
#include "sqlite/session.hpp"

namespace cpcc::db {

class SqliteCatalog final : public Catalog {
public:
    explicit SqliteCatalog(SqliteSession& session) : session_(session) {}

    bool has_table(std::string_view name) override;
    bool has_any_table() override { return session_.prepare("SELECT 1 FROM sqlite_schema LIMIT 1").step(); }
    std::vector<std::string> tables() override;
    std::string schema() override { return "main"; }
    void apply(std::string_view schema) override { session_.execute(for_engine(schema, Engine::sqlite)); }
    void backup_to(const std::string& path) override;
    std::vector<Fault> schema_faults(int steps) override;
    std::vector<Fault> integrity() override;
    std::vector<BrokenReference> broken_references() override { return db::broken_references(session_, ""); }
    std::string home() const override { return session_.name(); }
    std::optional<std::string> as_of() override { return std::nullopt; }
    void limit_time(std::chrono::seconds time) override { session_.limit_time(time); }

private:
    SqliteSession& session_;
};

// Creates an empty file with mode 0600. Throws Error{failed} if it exists or cannot be created.
void create_private(const std::string& path);

}  // namespace cpcc::db
