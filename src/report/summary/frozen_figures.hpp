// Frozen figures of closed periods, as reports show them beside those of now.
#pragma once

#include "counting/grouping.hpp"
#include "cpcc/base/period.hpp"

#include <memory>
#include <unordered_map>
#include <vector>

namespace cpcc::report {

struct Closing {
    std::int64_t id = 0;
    int area = 0;  // 0: all together
    Period period;
    std::string at, by;
};

// The closings in force whose days lie in the period and whose area is `asked` (0: everywhere), above it or below it;
// by period, then from the largest area down.
std::vector<Closing> closings_within(db::Connection&, const Registers&, int asked, const Period&);

// `2024-08 420107 青山区 (clerk, 2024-09-02T08:00:00+08:00)`; only the first few are named.
std::string names_of(const std::vector<const Closing*>&, const Registers&);

// The group whose members are areas, frozen each, in a report by these groups (none of time): the deepest of them. None
// without groups; nothing where any is of another sort, whose rows no closing froze.
struct FrozenRows {
    bool frozen = false;
    std::optional<std::size_t> group;
};
FrozenRows frozen_rows(const std::vector<Group>&);

// The frozen figures of just one period. An area's are those of the closing that froze the asked area with all below
// it; where there is none, of the closing nearest above it.
class Frozen {
public:
    Frozen(db::Connection&, const Registers&, int asked, const std::vector<Closing>& known, const Period&,
           const std::vector<Asked>&);

    struct Figure {
        std::optional<std::int64_t> value;
    };
    // Nothing where the area (0: all together) or the measure was not frozen.
    std::optional<Figure> figure(int area, std::size_t measure) const;
    const Closing* closing_of(int area) const;

private:
    struct Kept {
        const Closing* closing;
        std::vector<bool> areas;                                    // by row
        std::vector<bool> measures;                                 // by their place in what is asked
        std::vector<std::unordered_map<int, std::int64_t>> values;  // likewise, by area
        bool holds(int area) const {
            return static_cast<std::size_t>(area) < areas.size() && areas[static_cast<std::size_t>(area)];
        }
    };
    Kept load(db::Connection&, const Registers&, const Closing&) const;
    const Kept* nearest(int area) const;
    const Kept* of(int area) const;

    const std::vector<Asked>& asked_;
    std::vector<Kept> kept_;  // the largest area first
    const Kept* base_ = nullptr;
};

// What changed since: now less frozen, of which a missing one counts as 0; nothing where both are missing.
std::optional<std::int64_t> adjustment(std::optional<std::int64_t> now, std::optional<std::int64_t> frozen);

}  // namespace cpcc::report
