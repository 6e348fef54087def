// The registers as arrays indexed by row number: a report reads them once and looks nothing up again.
#pragma once

#include "cpcc/base/period.hpp"
#include "cpcc/db/connection.hpp"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace cpcc::report {

inline constexpr int area_levels = 6;  // 1 province … 6 compound
inline constexpr int community_level = 5;

// First and last day; 0 is open-ended.
struct Standing {
    int from = 0, until = 0;
    bool live = false;
    bool on(Date day) const { return live && from <= day.packed() && (until == 0 || until >= day.packed()); }
    bool during(const Period& p) const {
        return live && from <= p.last.packed() && (until == 0 || until >= p.first.packed());
    }
};

struct Named {
    std::string code, name;
};

struct AreaEntry : Named {
    int level = 0, parent = 0;
    Standing standing;
    std::array<int, area_levels + 1> at_level{};  // itself or the area above it of each level; 0: none
};
struct PlatformEntry : Named {
    int kind = 0, area = 0, sector = 0;
    bool model = false;
    Standing standing;
};
struct MemberEntry : Named {
    int area = 0, sector = 0, committed_on = 0;
    Standing standing;
};
struct PlainEntry : Named {  // sectors, units, topics
    int area = 0;
    Standing standing;
};

class Registers {
public:
    explicit Registers(db::Connection&);

    std::vector<AreaEntry> areas;
    std::vector<PlatformEntry> platforms;
    std::vector<MemberEntry> members;
    std::vector<PlainEntry> sectors, units, topics;

    // The area's row; throws Error{failed} where there is none, or gives 0.
    int area(const std::string& code) const;
    int find_area(const std::string& code) const;
    int area(const std::optional<std::string>& asked) const {
        return asked ? area(*asked) : 0;
    }                                         // 0: none is asked for
    bool lies_in(int area, int outer) const;  // is it or is it below it

private:
    std::vector<PlainEntry> plain(db::Connection&, const std::string& sql);
    void load_areas(db::Connection&);
    void place_areas();
};

}  // namespace cpcc::report
