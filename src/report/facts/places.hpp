// The places of a fact, and those of a session (domain.md, 3).
#pragma once

#include "facts/registers.hpp"
#include "measures/fact.hpp"

namespace cpcc::report {

// Returns the place that a platform gave on a day; none for row number 0.
inline Place place_of(const Registers& registers, int platform, int day) {
    const PlatformState& state = registers.platform(platform, day);
    return {state.area, platform, state.sector};
}

// Returns the first place of a session on a day: its own area and sector come before those of its platform.
inline Place own_place(const Registers& registers, int platform, int area, int sector, int day) {
    Place place = place_of(registers, platform, day);
    if (area != 0) place.area = area;
    if (sector != 0) place.sector = sector;
    return place;
}

// Calls `each` with every place of a fact.
template <class Each>
void each_place(const Registers& registers, const Fact& fact, Each each) {
    if (!fact.places.empty())
        for (const Place& place : fact.places) each(place);
    else if (fact.platforms.empty())
        each(Place{fact.area, 0, 0});
    else
        for (const int platform : fact.platforms) each(place_of(registers, platform, fact.as_of));
}

}  // namespace cpcc::report
