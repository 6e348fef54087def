// The area of a report in words.
#pragma once

#include "cpcc/base/words.hpp"
#include "facts/registers.hpp"

#include <string>

namespace cpcc::report {

// Returns `420107 青山区`, or the word for all areas if none is asked for.
inline std::string area_words(const Registers& registers, int area) {
    if (area == 0) return say(Words{"全部", "all"});
    const AreaEntry& entry = registers.areas[static_cast<std::size_t>(area)];
    return entry.code + " " + entry.name;
}

}  // namespace cpcc::report
