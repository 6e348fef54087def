// Finds the level by which the areas within an area are compared.
#include "cpcc/report/summary.hpp"
#include "facts/registers.hpp"

namespace cpcc::report {

std::optional<Group> level_below(db::Connection& connection, const std::optional<std::string>& area, Date on) {
    db::Transaction snapshot(connection, db::Transaction::Kind::read);
    const Registers registers(connection);
    const int within = registers.area(area);
    std::array<int, area_levels + 1> count{};
    for (std::size_t row = 1; row < registers.areas.size(); ++row) {
        const AreaEntry& one = registers.areas[row];
        const bool inside = within == 0 || registers.lies_in(static_cast<int>(row), within);
        if (one.level > 0 && inside && static_cast<int>(row) != within && one.standing.on(on))
            ++count[static_cast<std::size_t>(one.level)];
    }
    for (int level = 1; level <= area_levels; ++level)
        if (count[static_cast<std::size_t>(level)] > 1) return group_of_level(level);
    return std::nullopt;
}

}  // namespace cpcc::report
