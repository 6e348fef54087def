// Takes back what entries of the history did (Change::undo).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace cpcc::store {

// The entries to take back: the one with that number, else the last ones of the author that were not taken back yet.
struct ToUndo {
    std::optional<std::int64_t> entry;
    std::int64_t last = 1;
};

struct Undone {
    struct Entry {
        std::int64_t id;
        std::string at, by, action, source;
    };
    std::vector<Entry> entries;  // latest first
    std::int64_t voided = 0;     // records that they added
    std::int64_t restored = 0;   // records that they voided
    std::int64_t changed = 0;    // records that have their former values again
    std::int64_t reopened = 0;   // periods that they closed
    std::int64_t all() const { return voided + restored + changed + reopened; }
};

}  // namespace cpcc::store
