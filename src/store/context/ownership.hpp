// Which office keeps what, where several share a database: why a record can't be changed or a code not taken. The
// server holds to the same (schema/offices/layout.sql); here it is said in a sentence, before the server says no.
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

    // The reason; empty: there is none.
    std::string against_change(const records::Kind&, std::int64_t id);
    std::string against_reference(const records::Kind&, std::int64_t id);
    std::string against_code(const records::Kind&, std::string_view code);

private:
    bool is_others(const records::Kind&, std::int64_t id) const;
    std::map<std::int64_t, std::string>& codes();

    db::Connection& connection_;
    std::map<std::int64_t, std::string> codes_;  // of the offices
};

}  // namespace cpcc::store
