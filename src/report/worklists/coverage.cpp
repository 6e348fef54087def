#include "cpcc/report/coverage.hpp"

#include "cpcc/base/suggest.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/records/choices.hpp"
#include "facts/registers.hpp"
#include "facts/same_office.hpp"
#include "facts/session_facts.hpp"

#include <algorithm>
#include <array>
#include <functional>

namespace cpcc::report {

namespace {

using records::AreaLevel;

constexpr std::array gap_table{
    Gap{"street_without_platform", {"街道无平台", "streets without a platform"}},
    Gap{"community_without_platform", {"社区无平台", "communities without a platform"}},
    Gap{"sector_without_platform", {"界别无平台", "sectors without a platform"}},
    Gap{"member_without_assignment", {"委员未下沉", "members without an assignment"}},
    Gap{"member_without_commitment", {"委员未签承诺书", "members without a signed commitment"}},
    Gap{"platform_without_convener", {"平台无召集人", "platforms without a convener"}},
    Gap{"platform_without_member", {"平台无下沉委员", "platforms without an assigned member"}},
    Gap{"platform_without_activity", {"平台期内无活动", "platforms without activity in the period"}},
    Gap{"street_without_brand", {"街道无品牌", "streets without a brand"}},
    Gap{"member_without_training", {"委员期内未参加培训", "members without a training in the period"}},
    Gap{"member_without_attendance", {"委员期内未参加活动", "members without any attendance in the period"}},
    Gap{"sector_not_visited", {"界别期内未走访", "sectors not visited in the period"}},
    Gap{"unit_not_visited", {"单位期内未走访", "units not visited in the period"}},
    Gap{"member_not_visited", {"委员期内未受访", "members not visited in the period"}},
};

class Coverage {
public:
    Coverage(db::Connection& connection, const CoverageSpec& spec)
        : connection_(connection), spec_(spec), registers_(connection), area_(registers_.area(spec.area)) {}

    files::Table table() {
        using files::CellType;
        table_.heading.title = say(Words{"覆盖缺口  {}", "Coverage gaps  {}"}, spec_.period.text());
        table_.heading.notes = {say(
            Words{"平台、委员截至 {}；活动统计 {} 至 {}。", "Platforms and members as of {}; activity from {} to {}."},
            spec_.period.last.iso(), spec_.period.first.iso(), spec_.period.last.iso())};
        table_.columns = {{"gap", say(Words{"缺口", "gap"})},
                          {"code", say(Words{"编号", "code"})},
                          {"name", say(Words{"名称", "name"})},
                          {"area", say(Words{"区划", "area"})},
                          {"area_name", say(Words{"区划名称", "area name"})}};
        find_own_sectors();
        areas_and_sectors();
        visits();
        members();
        platforms();
        std::stable_sort(found_.begin(), found_.end(), [](const Found& a, const Found& b) {
            return a.gap != b.gap ? a.gap < b.gap : a.code < b.code;
        });
        for (const Found& one : found_) add(one);
        return std::move(table_);
    }

private:
    struct Found {
        const Gap* gap;
        std::string code, name;
        int area;
    };

    bool inside(int area) const { return area_ == 0 || registers_.lies_in(area, area_); }

    void miss(std::string_view id, const Named& named, int area) {
        if (spec_.gap && *spec_.gap != id) return;
        const auto gap = std::find_if(gap_table.begin(), gap_table.end(), [&](const Gap& g) { return g.id == id; });
        found_.push_back({&*gap, named.code, named.name, area});
    }

    void add(const Found& one) {
        const AreaEntry& area = registers_.areas[static_cast<std::size_t>(one.area)];
        table_.rows.push_back({spec_.human ? one.gap->label.str() : std::string(one.gap->id), one.code, one.name,
                               files::text_cell(area.code), files::text_cell(area.name)});
    }

    // Returns, for each row number below `size`, whether the SELECT returns it in its only column.
    std::vector<bool> named_by(const std::string& sql, std::size_t size) {
        std::vector<bool> named(size);
        auto rows = connection_.prepare(sql);
        rows.bind("first", spec_.period.first.packed()).bind("last", spec_.period.last.packed());
        while (rows.step())
            if (!rows.is_null(0)) named[static_cast<std::size_t>(rows.integer(0))] = true;
        return named;
    }

    // Finds the sectors that members of the area's own committees belong to. Those of other areas are no gaps here.
    void find_own_sectors() {
        own_sectors_.assign(registers_.sectors.size(), false);
        for (const MemberEntry& member : registers_.members)
            if (member.standing.on(spec_.period.last) && inside(member.on(last_).area))
                own_sectors_[static_cast<std::size_t>(member.on(last_).sector)] = true;
    }

    // Calls `each` with the id and the entry of each sector that the area should cover.
    template <class Each>
    void each_own_sector(Each each) const {
        for (std::size_t id = 1; id < registers_.sectors.size(); ++id)
            if (own_sectors_[id] && registers_.sectors[id].standing.on(spec_.period.last))
                each(id, registers_.sectors[id]);
    }

    void areas_and_sectors() {
        const auto branded = named_by("SELECT id FROM platform WHERE brand IS NOT NULL AND $first <= $last ORDER BY id",
                                      registers_.platforms.size());
        std::vector<bool> area_has(registers_.areas.size()), street_has_brand(registers_.areas.size()),
            sector_has(registers_.sectors.size());
        for (std::size_t id = 1; id < registers_.platforms.size(); ++id) {
            if (!registers_.platforms[id].standing.on(spec_.period.last)) continue;
            const PlatformState& platform = registers_.platforms[id].on(last_);
            const AreaEntry& area = registers_.areas[static_cast<std::size_t>(platform.area)];
            for (const AreaLevel level : {AreaLevel::street, AreaLevel::community})
                area_has[static_cast<std::size_t>(area.at_level[static_cast<std::size_t>(level)])] = true;
            if (branded[id])
                street_has_brand[static_cast<std::size_t>(area.at_level[static_cast<std::size_t>(AreaLevel::street)])] =
                    true;
            if (inside(platform.area)) sector_has[static_cast<std::size_t>(platform.sector)] = true;
        }
        for (std::size_t id = 1; id < registers_.areas.size(); ++id) {
            const AreaEntry& area = registers_.areas[id];
            if (!area.standing.on(spec_.period.last) || !inside(static_cast<int>(id))) continue;
            if (area.level == static_cast<int>(AreaLevel::street) && !street_has_brand[id])
                miss("street_without_brand", area, area.parent);
            if (area_has[id]) continue;
            if (area.level == static_cast<int>(AreaLevel::street)) miss("street_without_platform", area, area.parent);
            if (area.level == static_cast<int>(AreaLevel::community))
                miss("community_without_platform", area, area.parent);
        }
        each_own_sector([&](std::size_t id, const Named& sector) {
            if (!sector_has[id]) miss("sector_without_platform", sector, area_);
        });
    }

    static constexpr const char* in_force =
        "voided IS NULL AND since <= $last AND (until IS NULL OR until >= $last) AND $first <= $last";

    // The sessions `s` of the period that were held.
    static std::string held_in_period() {
        return fmt::format("s.voided IS NULL AND s.held_on BETWEEN $first AND $last AND {}", is_held("s"));
    }

    void visits() {
        std::vector<bool> sectors(registers_.sectors.size());
        auto visited = connection_.prepare(fmt::format(
            "SELECT DISTINCT s.sector, s.platform, s.held_on FROM session s WHERE {} AND s.kind = {} ORDER BY "
            "s.sector, s.platform, s.held_on",
            held_in_period(), number_of(records::SessionKind::visit)));
        visited.bind("first", spec_.period.first.packed()).bind("last", last_);
        while (visited.step())
            sectors[static_cast<std::size_t>(visited.is_null(0)
                                                 ? registers_.platform(visited.small(1), visited.small(2)).sector
                                                 : visited.small(0))] = true;
        each_own_sector([&](std::size_t id, const Named& sector) {
            if (!sectors[id]) miss("sector_not_visited", sector, area_);
        });
        const auto units = named_by(
            fmt::format("SELECT DISTINCT x.unit FROM session s JOIN session_unit x ON x.session = s.id{} WHERE {} "
                        "AND x.role = {} ORDER BY x.unit",
                        same_office(connection_, "x", "s"), held_in_period(), number_of(records::UnitRole::visited)),
            registers_.units.size());
        for (std::size_t id = 1; id < registers_.units.size(); ++id) {
            const PlainEntry& unit = registers_.units[id];
            if (!units[id] && unit.standing.on(spec_.period.last) && inside(unit.area))
                miss("unit_not_visited", unit, unit.area);
        }
    }

    // Whether members took part in the period, were trained and were visited, by row number.
    struct Presence {
        std::vector<bool> present, trained, visited;
    };
    Presence presence() {
        const std::size_t size = registers_.members.size();
        Presence found{std::vector<bool>(size), std::vector<bool>(size), std::vector<bool>(size)};
        auto rows = connection_.prepare(fmt::format(
            "SELECT DISTINCT x.member, s.kind, x.role FROM session s JOIN attendance x ON x.session = s.id{} "
            "WHERE {} AND x.voided IS NULL ORDER BY x.member, s.kind, x.role",
            same_office(connection_, "x", "s"), held_in_period()));
        rows.bind("first", spec_.period.first.packed()).bind("last", spec_.period.last.packed());
        while (rows.step()) {
            const auto role = static_cast<records::AttendanceRole>(rows.integer(2));
            if (!is_present(role)) continue;
            const auto member = static_cast<std::size_t>(rows.integer(0));
            found.present[member] = true;
            if (rows.integer(1) == number_of(records::SessionKind::training)) found.trained[member] = true;
            if (role == records::AttendanceRole::visited) found.visited[member] = true;
        }
        return found;
    }

    void members() {
        const Presence found = presence();
        const auto assigned =
            named_by(fmt::format("SELECT DISTINCT member FROM assignment WHERE {} ORDER BY member", in_force),
                     registers_.members.size());
        for (std::size_t id = 1; id < registers_.members.size(); ++id) {
            const MemberEntry& member = registers_.members[id];
            const int area = member.on(last_).area;
            if (!member.standing.on(spec_.period.last) || !inside(area)) continue;
            if (!assigned[id]) miss("member_without_assignment", member, area);
            if (member.committed_on == 0 || member.committed_on > spec_.period.last.packed())
                miss("member_without_commitment", member, area);
            if (!found.trained[id]) miss("member_without_training", member, area);
            if (!found.present[id]) miss("member_without_attendance", member, area);
            if (!found.visited[id]) miss("member_not_visited", member, area);
        }
    }

    void platforms() {
        const std::size_t size = registers_.platforms.size();
        const auto with_member = named_by(
            fmt::format("SELECT DISTINCT platform FROM assignment WHERE {} ORDER BY platform", in_force), size);
        // A platform's convener is named in the register, or is assigned there as convener. Both must be in term.
        constexpr std::string_view in_term =
            "m.voided IS NULL AND (m.joined_on IS NULL OR m.joined_on <= $last) AND (m.left_on IS NULL OR m.left_on >= "
            "$last)";
        const auto with_convener = named_by(
            fmt::format(
                "SELECT p.id AS platform FROM platform p JOIN member m ON m.id = p.convener WHERE {0} AND $first "
                "<= $last UNION SELECT x.platform FROM assignment x JOIN member m ON m.id = x.member WHERE "
                "x.role = {1} AND x.voided IS NULL AND x.since <= $last AND (x.until IS NULL OR x.until >= "
                "$last) AND {0} ORDER BY platform",
                in_term, number_of(records::AssignmentRole::convener)),
            size);
        const std::string held = held_in_period();
        const auto active =
            named_by(fmt::format("SELECT s.platform FROM session s WHERE {0} UNION SELECT i.platform FROM session s "
                                 "JOIN session_partner i ON i.session = s.id WHERE {0} ORDER BY platform",
                                 held),
                     size);
        for (std::size_t id = 1; id < size; ++id) {
            const PlatformEntry& platform = registers_.platforms[id];
            const int area = platform.on(last_).area;
            if (!platform.standing.on(spec_.period.last) || !inside(area)) continue;
            if (!with_convener[id]) miss("platform_without_convener", platform, area);
            if (!with_member[id]) miss("platform_without_member", platform, area);
            if (!active[id]) miss("platform_without_activity", platform, area);
        }
    }

    db::Connection& connection_;
    const CoverageSpec& spec_;
    Registers registers_;
    int last_ = spec_.period.last.packed();  // the day whose dated fields count
    int area_;
    std::vector<bool> own_sectors_;  // by row number
    std::vector<Found> found_;
    files::Table table_;
};

}  // namespace

std::span<const Gap> gaps() { return gap_table; }

files::Table coverage(db::Connection& connection, const CoverageSpec& spec) {
    if (spec.gap &&
        std::none_of(gap_table.begin(), gap_table.end(), [&](const Gap& gap) { return gap.id == *spec.gap; }))
        throw unknown_word(say(Words{"没有缺口“{}”", "unknown gap \"{}\""}, *spec.gap), *spec.gap, ids_of(gap_table),
                           say(Words{"见 cpcc report coverage --help", "see cpcc report coverage --help"}));
    db::Transaction snapshot(connection, db::Transaction::Kind::read);
    return Coverage(connection, spec).table();
}

}  // namespace cpcc::report
