// The values that the dated fields of records had before (domain.md, 2, "History does not move").
#pragma once

#include "cpcc/store/records.hpp"

#include <cstdint>
#include <map>
#include <span>
#include <vector>

namespace cpcc::store {

// The values that held up to and including `until` (yyyymmdd), since the day after the span before it. In the order of
// the kind's fields; only dated fields have a value.
struct Former {
    std::int64_t until = 0;
    std::vector<records::Value> values;
};
using Formers = std::vector<Former>;  // oldest first

// Returns the spans of records by record id. Omits records without any.
std::map<std::int64_t, Formers> former_values(db::Connection&, const records::Kind&, std::span<const std::int64_t> ids,
                                              Refs refs = Refs::codes);
// Returns the spans of all records of the kind, voided ones included.
std::map<std::int64_t, Formers> former_values(db::Connection&, const records::Kind&, Refs refs = Refs::codes);

}  // namespace cpcc::store
