// A fact: one thing to count, with its place, the people who took part, and the values that its source declares
// (sources.hpp).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <string_view>

namespace cpcc::report {

inline constexpr std::size_t most_values = 8;  // that one source can declare
// The value of a number or day that a record lacks.
inline constexpr std::int64_t no_value = std::numeric_limits<std::int64_t>::min();

// Where a fact lies: an area, the platform there and the sector; 0: none.
struct Place {
    int area, platform, sector;
};

struct Fact {
    std::string_view kind;             // of the record
    std::int64_t id = 0;               // row number of the record
    std::string_view owner_kind = {};  // of the session or problem whose tags apply too
    std::int64_t owner = 0;
    int area = 0;                         // its place, if it has neither platforms nor places
    std::span<const int> platforms = {};  // its places; a joint session has several, the first is its own (0: none)
    std::span<const Place> places = {};   // its places, where they are not those of its platforms
    std::span<const int> members = {};
    std::span<const int> units = {};
    int person = 0;  // the member, unit, platform or document for distinct counts
    int day = 0;     // packed; 0: no date
    // The day whose dated fields of platforms and people count: its own, or the last of the period for a stock.
    int as_of = 0;
    std::array<std::int64_t, most_values> values = {};  // by Source::value; 0: no choice, no reference

    // Returns the row number of its record, or of its owner, if that is of the kind; otherwise 0.
    std::int64_t record(std::string_view of_kind) const {
        return kind == of_kind ? id : owner_kind == of_kind ? owner : 0;
    }
};

// Receives a fact. Its spans are valid only during the call.
using TakeFact = std::function<void(const Fact&)>;

}  // namespace cpcc::report
