// What `cpcc undo` took back so far.
#pragma once

#include "cpcc/db/connection.hpp"

#include <cstdint>
#include <map>
#include <set>
#include <vector>

namespace cpcc::store {

// An undo can be taken back itself; then the entries that it took back count again.
struct Undos {
    std::map<std::int64_t, std::vector<std::int64_t>> entries;  // that each undo took back, latest first
    std::set<std::int64_t> undone;                              // entries that count no longer, undos included
    std::map<std::int64_t, std::int64_t> whole;                 // the entry of the command, by a part of it

    // Returns whether the entry and what took it back leave nothing behind.
    bool is_idle(std::int64_t entry) const;
    // Returns the entry of the command to which an entry belongs.
    std::int64_t whole_of(std::int64_t entry) const;
    // Returns the undo that took the entry back, and that counts; 0: none.
    std::int64_t by(std::int64_t entry) const;
};
Undos undos(db::Connection&);

}  // namespace cpcc::store
