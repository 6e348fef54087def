// A PostgreSQL database as a whole.
#pragma once

#include "cpcc/db/catalog.hpp"
#include "cpcc/db/connection.hpp"
#include "postgres/server_session.hpp"

namespace cpcc::db {

class PostgresCatalog final : public Catalog {
public:
    // `connection` owns the catalog. `backup_to` reads the database through it.
    PostgresCatalog(Session& session, Connection& connection) : session_(session), connection_(connection) {}

    bool has_table(std::string_view name) override;
    bool has_any_table() override { return !tables().empty(); }
    std::vector<std::string> tables() override;
    std::string schema() override;
    void apply(std::string_view schema) override;
    void backup_to(const std::string& path) override;
    std::vector<Fault> schema_faults(int) override { return {}; }
    std::vector<Fault> integrity() override;
    std::vector<BrokenReference> broken_references() override;
    std::string home() const override { return session_.database(); }
    std::optional<std::string> as_of() override;
    void limit_time(std::chrono::seconds time) override {
        session_.run(fmt::format("SET statement_timeout = '{}s'", time.count()));
    }

private:
    Session& session_;
    Connection& connection_;
};

}  // namespace cpcc::db
