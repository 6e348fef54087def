// Ownership of records where several offices share a database. Explains why an office cannot change a record, refer to
// it, or use a code. The server enforces the same rules (schema/offices/layout.sql), but cannot explain them.
#pragma once

#include "cpcc/db/connection.hpp"
#include "cpcc/records/registry.hpp"

#include <map>
#include <string>
#include <string_view>

namespace cpcc::store {

class Ownership {
public:
    explicit Ownership(db::Connection& connection) : connection_(connection) {}

    // Each returns the reason for a refusal; empty: none.
    std::string change_refusal(const records::Kind&, std::int64_t id);
    std::string reference_refusal(const records::Kind&, std::int64_t id);
    std::string code_refusal(const records::Kind&, std::string_view code);

private:
    bool belongs_to_another_office(const records::Kind&, std::int64_t id) const;
    std::map<std::int64_t, std::string>& codes();

    db::Connection& connection_;
    std::map<std::int64_t, std::string> codes_;  // office codes by id
};

}  // namespace cpcc::store
