// The versions that the database keeps (schema/010_exchange.sql).
#pragma once

#include "cpcc/db/connection.hpp"
#include "cpcc/records/registry.hpp"
#include "exchange/packed.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cpcc::store {

enum class VersionState { applied = 1, waiting, held, set_aside };

struct KeptVersion {
    std::int64_t id = 0;
    std::string replica;
    std::int64_t number = 0, counter = 0;
    std::string hash;
    std::int64_t level = 0;
    std::string sender;
    std::int64_t record = 0;  // 0: not written yet
    VersionState state = VersionState::waiting;
    Cells columns = {};  // with its rows, if it has content
    std::vector<Cells> rows = {};
};

class VersionTable {
public:
    VersionTable(db::Connection& connection, const records::Kind& kind) : connection_(connection), kind_(kind) {}

    // Returns the versions of these records of the other database, without their content.
    std::vector<KeptVersion> of_numbers(std::string_view replica, std::span<const std::int64_t> numbers);
    // Returns the versions that wait, with their content.
    std::vector<KeptVersion> waiting();
    // Returns the versions that are held, with their content.
    std::vector<KeptVersion> held();
    // Returns the applied and held versions of the records that these versions of other databases are of.
    std::vector<KeptVersion> beside_waiting();
    // Returns the applied and held versions of records here.
    std::vector<KeptVersion> of_records(std::span<const std::int64_t> records);

    void set_state(const KeptVersion&, VersionState, std::int64_t record);
    void set_state_only(const KeptVersion&, VersionState);
    // Gives a version content again, of the record here or of a fuller bundle.
    void set_content(const KeptVersion&, const std::string& content, std::int64_t level);
    void remove(const KeptVersion&);

private:
    std::vector<KeptVersion> read(db::Statement&);
    std::string select(std::string_view condition) const;

    db::Connection& connection_;
    const records::Kind& kind_;
};

}  // namespace cpcc::store
