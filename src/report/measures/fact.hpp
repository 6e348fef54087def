// A fact: one thing that is counted, with where it lies, who took part, and the values that its source declares
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

inline constexpr std::size_t most_values = 6;  // that a source declares; a test counts them
inline constexpr std::int64_t no_value =
    std::numeric_limits<std::int64_t>::min();  // of a number or a day that a record lacks

struct Fact {
    std::string_view kind;             // of the record behind it …
    std::int64_t id = 0;               // … and its row
    std::string_view owner_kind = {};  // the session or problem whose tags count too
    std::int64_t owner = 0;
    int area = 0;                         // where it lies, if not by platforms
    std::span<const int> platforms = {};  // where it lies: one, or several of a joint session
    std::span<const int> members = {};
    std::span<const int> units = {};
    int person = 0;                                     // the member, unit or platform that a distinct count counts
    int day = 0;                                        // when it was, of what is dated
    std::array<std::int64_t, most_values> values = {};  // by Source::value; of choices and references 0 is none
};

using TakeFact = std::function<void(const Fact&)>;

}  // namespace cpcc::report
