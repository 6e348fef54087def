// Frozen figures of closed periods, which reports show beside current figures.
#pragma once

#include "counting/grouping.hpp"
#include "cpcc/base/period.hpp"

#include <memory>
#include <unordered_map>
#include <vector>

namespace cpcc::report {

struct Closing {
    std::int64_t id = 0;
    int area = 0;  // 0: all areas together
    Period period;
    std::string at, by;  // when, and who
};

// Returns the closings in force whose days lie in the period and whose area is `asked` (0: everywhere), above it or
// below it. Orders them by period, then from the highest level of areas to the lowest.
std::vector<Closing> closings_within(db::Connection&, const Registers&, int asked, const Period&);

// Returns e.g. `2024-08 420107 青山区 (clerk, 2024-09-02T08:00:00+08:00)`. Names only the first few closings.
std::string names_of(const std::vector<const Closing*>&, const Registers&);

// Which rows of a report show frozen figures.
struct FrozenRows {
    bool frozen = false;               // false: a group is not of areas, and closings freeze only figures of areas
    std::optional<std::size_t> group;  // index of the deepest group, whose members are the areas; none: no groups
};
// Returns the frozen rows of a report by these groups. Precondition: none of them is of time.
FrozenRows frozen_rows(const std::vector<Group>&);

// The frozen figures of exactly one period. They come from the closing of the asked area, or of the nearest area above
// it. For an area outside that closing, they come from the closing of the lowest-level area that includes it.
class Frozen {
public:
    Frozen(db::Connection&, const Registers&, int asked, const std::vector<Closing>& known, const Period&,
           const std::vector<Asked>&);

    struct Figure {
        std::optional<std::int64_t> value;
    };
    // Returns the frozen figure; nothing if no closing froze the area (0: all together) and the measure. A measure with
    // Measure::only_by is never frozen, because it has no meaning by area.
    std::optional<Figure> figure(int area, std::size_t measure) const;
    const Closing* closing_of(int area) const;  // null: no closing froze the area

private:
    struct Kept {
        const Closing* closing;
        std::vector<bool> areas;                                    // by row number
        std::vector<bool> measures;                                 // by index in the requested measures
        std::vector<std::unordered_map<int, std::int64_t>> values;  // by index in the requested measures, then by area
        bool holds(int area) const {
            return static_cast<std::size_t>(area) < areas.size() && areas[static_cast<std::size_t>(area)];
        }
    };
    Kept load(db::Connection&, const Registers&, const Closing&) const;
    const Kept* nearest(int area) const;
    const Kept* of(int area) const;

    const std::vector<Asked>& asked_;
    std::vector<Kept> kept_;  // in the order of closings_within()
    const Kept* base_ = nullptr;
};

// Returns the change since the closing: the current figure minus the frozen one. A missing figure counts as 0; returns
// nothing if both are missing.
std::optional<std::int64_t> adjustment(std::optional<std::int64_t> now, std::optional<std::int64_t> frozen);

}  // namespace cpcc::report
