// Loads many rows into a PostgreSQL database. Background work runs at once, and indexes are never created late, because
// other writers would wait for them.
#pragma once

#include "cpcc/db/bulk_load.hpp"
#include "postgres/server_session.hpp"

namespace cpcc::db {

class PostgresBulkLoad final : public BulkLoad {
public:
    explicit PostgresBulkLoad(Session& session) : session_(session) {}

    void feed(std::span<const Cell> cells, std::size_t width) override { session_.feed = {cells, width}; }
    void run_in_background(std::function<void()> work) override { work(); }
    void wait() noexcept override {}
    std::vector<Index> indexes(std::string_view) override { return {}; }
    void make_indexes(std::span<const Index>) override {}
    void defer_references() override;
    void check_references(std::span<const std::string>) override;
    void trust_references(bool) override {}

private:
    Session& session_;
    std::vector<std::string> references_;  // the statements that create the foreign keys again
};

}  // namespace cpcc::db
