// Versions that are held, because another one with the same standing counts (taking.hpp).
#pragma once

#include "cpcc/db/connection.hpp"
#include "cpcc/records/registry.hpp"
#include "cpcc/store/author.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace cpcc::store {

// A field in which a held version differs from the record here.
struct Conflict {
    std::int64_t number = 0;  // of the held version
    std::string sender;
    const records::Kind* kind = nullptr;
    std::string record;  // its code or row number here
    std::string field;   // its id; `voided`: the reason for voiding
    std::string here, there;
};

// Returns the conflicts by number, a line for each field that differs.
std::vector<Conflict> conflicts(db::Connection&);

enum class Resolution {
    keep,  // the record stays as it is
    take,  // the held version becomes the record
};
// Resolves a conflict until the record's office sends a newer version. Throws Error{failed} if there is none.
void resolve_conflict(db::Connection&, const Author&, std::int64_t number, Resolution, const std::string& why);

}  // namespace cpcc::store
