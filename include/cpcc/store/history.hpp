// What happened to a record: who, when, old and new.
#pragma once

#include "cpcc/db/connection.hpp"
#include "cpcc/store/records.hpp"

#include <string>
#include <vector>

namespace cpcc::store {

struct Past {
    std::string at, by, action, source, why;
    std::string field, old_value, new_value;  // empty where the entry has no single field
};

// From the oldest on. The entry that made the record stands first even where a bulk import kept no values.
std::vector<Past> history(db::Connection&, const records::Kind&, const Record&);

struct Entry {
    std::string at, by, why;
};
Entry entry(db::Connection&, std::int64_t id);

// Keeps that phones were shown whole (domain.md, 2), in a transaction of its own.
void record_reveal(db::Connection&, const std::string& by, const std::string& what);

}  // namespace cpcc::store
