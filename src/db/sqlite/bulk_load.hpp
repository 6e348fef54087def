// Loads many rows into an SQLite file.
#pragma once

#include "cpcc/db/bulk_load.hpp"
#include "cpcc/db/catalog.hpp"
#include "sqlite/session.hpp"

namespace cpcc::db {

class SqliteBulkLoad final : public BulkLoad {
public:
    explicit SqliteBulkLoad(SqliteSession& session) : session_(session) {}

    void feed(std::span<const Cell> cells, std::size_t width) override;
    void run_in_background(std::function<void()> work) override;
    void wait() noexcept override { session_.background().wait(); }
    std::vector<Index> indexes(std::string_view table) override;
    void make_indexes(std::span<const Index>) override;
    void defer_references() override { session_.enforce_foreign_keys(false); }
    void check_references(std::span<const std::string> tables) override;
    void trust_references(bool on) override { session_.enforce_foreign_keys(!on); }

private:
    SqliteSession& session_;
};

// Returns the broken foreign keys of one table, or of all tables for an empty name.
std::vector<BrokenReference> broken_references(SqliteSession&, std::string_view table);

}  // namespace cpcc::db
