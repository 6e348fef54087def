// Reads the facts of the registers: platforms, members, their assignments, communities and topics.
#include "facts/fact_reader.hpp"
#include "facts/places.hpp"

#include <algorithm>
#include <map>

namespace cpcc::report {

namespace {

constexpr const char* met =
    "since <= $last AND (until IS NULL OR until >= $first)";  // in force on some day of the period
constexpr const char* in_force = "since <= $last AND (until IS NULL OR until >= $last) AND $first <= $last";

}  // namespace

namespace read {

void platforms(FactReader& reader, const Source& source, const TakeFact& take) {
    const FactContext& facts = reader.context;
    const std::size_t kind = source.value("kind"), model = source.value("model");
    const auto& platforms = facts.registers.platforms;
    for (std::size_t id = 1; id < platforms.size(); ++id) {
        if (!platforms[id].standing.on(facts.period.last)) continue;
        const int self = static_cast<int>(id), last = facts.period.last.packed();
        const PlatformState& platform = platforms[id].on(last);
        Fact fact{.kind = source.kind, .id = self, .day = last, .as_of = last};
        fact.platforms = std::span(&self, 1);
        fact.values[kind] = platform.kind;
        fact.values[model] = platform.model ? 1 : 0;
        take(fact);
    }
}

void members(FactReader& reader, const Source& source, const TakeFact& take) {
    const FactContext& facts = reader.context;
    const std::size_t committed = source.value("committed");
    const auto& members = facts.registers.members;
    const int last = facts.period.last.packed();
    for (std::size_t id = 1; id < members.size(); ++id) {
        const MemberEntry& member = members[id];
        if (!member.standing.on(facts.period.last)) continue;
        const int self = static_cast<int>(id);
        Fact fact{.kind = source.kind, .id = self, .as_of = last};
        fact.area = member.on(last).area;
        fact.members = std::span(&self, 1);
        fact.person = self;
        fact.values[committed] = member.committed_on != 0 && member.committed_on <= last ? 1 : 0;
        take(fact);
    }
}

// Passes one fact for each assigned member, with the platforms of the assignments in force on the last day.
void assigned_members(FactReader& reader, const Source& source, const TakeFact& take) {
    const FactContext& facts = reader.context;
    auto rows = facts.in_period(
        "SELECT member, platform FROM assignment WHERE voided IS NULL AND since <= $last AND (until IS NULL OR until "
        ">= $last) "
        "AND $first <= $last ORDER BY member, platform");
    std::map<int, std::vector<int>> platforms;
    while (rows.step()) {
        auto& list = platforms[rows.small(0)];
        if (!rows.is_null(1)) list.push_back(rows.small(1));
    }
    members(reader, source, [&](const Fact& member) {
        const auto found = platforms.find(member.person);
        if (found == platforms.end()) return;
        Fact fact = member;
        fact.platforms = found->second;
        take(fact);
    });
}

// Reads assignments in force on some day of the period, dated by the first such day, or those in force on its last day
// of members who were in office then.
void assignments(FactReader& reader, const Source& source, const TakeFact& take) {
    const FactContext& facts = reader.context;
    const bool on_last_day = source.dated == Dated::on_last_day;
    auto rows =
        facts.in_period(fmt::format("SELECT t.id, t.member, t.platform, t.area, t.{}{} FROM assignment t WHERE "
                                    "t.voided IS NULL AND {} ORDER BY t.id",
                                    source.day, source.select(), on_last_day ? in_force : met));
    while (rows.step()) {
        const int member = rows.small(1), platform = rows.small(2);
        if (on_last_day && !facts.registers.members[static_cast<std::size_t>(member)].standing.on(facts.period.last))
            continue;
        Fact fact{.kind = source.kind,
                  .id = rows.integer(0),
                  .owner_kind = "member",
                  .owner = on_last_day ? member : 0,
                  .person = member,
                  .day = std::max(rows.small(4), facts.period.first.packed())};
        fact.as_of = facts.as_of(source, fact.day);
        fact.members = std::span(&member, 1);
        if (platform != 0) fact.platforms = std::span(&platform, 1);
        fact.area = rows.small(3);
        read_values(rows, 5, source, fact.values);
        take(fact);
    }
}

void commitments(FactReader& reader, const Source& source, const TakeFact& take) {
    const FactContext& facts = reader.context;
    const auto& members = facts.registers.members;
    for (std::size_t id = 1; id < members.size(); ++id) {
        const MemberEntry& member = members[id];
        if (!member.standing.live || member.committed_on == 0 ||
            !facts.period.contains(Date::packed(member.committed_on)))
            continue;
        const int self = static_cast<int>(id);
        const int day = member.committed_on;
        Fact fact{
            .kind = source.kind, .id = self, .area = member.on(day).area, .person = self, .day = day, .as_of = day};
        fact.members = std::span(&self, 1);
        take(fact);
    }
}

void areas(FactReader& reader, const Source& source, const TakeFact& take) {
    const FactContext& facts = reader.context;
    const std::size_t level = source.value("level"), zone = source.value("zone");
    const auto& areas = facts.registers.areas;
    for (std::size_t id = 1; id < areas.size(); ++id) {
        if (!areas[id].standing.on(facts.period.last)) continue;
        Fact fact{.kind = source.kind, .id = static_cast<std::int64_t>(id), .area = static_cast<int>(id)};
        fact.values[level] = areas[id].level;
        fact.values[zone] = areas[id].zone ? 1 : 0;
        take(fact);
    }
}

// Passes one fact for each community. It is covered if it or a compound in it has an open platform or an assigned
// member.
void communities(FactReader& reader, const Source& source, const TakeFact& take) {
    const FactContext& facts = reader.context;
    const auto& areas = facts.registers.areas;
    std::vector<bool> covered(areas.size());
    const auto cover = [&](int area) {
        if (area != 0)
            covered[static_cast<std::size_t>(areas[static_cast<std::size_t>(area)].at_level[community_level])] = true;
    };
    const int last = facts.period.last.packed();
    for (const PlatformEntry& platform : facts.registers.platforms)
        if (platform.standing.on(facts.period.last)) cover(platform.on(last).area);
    auto rows = facts.in_period(
        "SELECT DISTINCT platform, area FROM assignment WHERE voided IS NULL AND since <= $last AND (until IS NULL OR "
        "until >= $last) AND $first <= $last ORDER BY platform, area");
    while (rows.step()) cover(rows.is_null(0) ? rows.small(1) : facts.registers.platform(rows.small(0), last).area);
    for (std::size_t id = 1; id < areas.size(); ++id) {
        const AreaEntry& area = areas[id];
        if (area.level != community_level || !area.standing.on(facts.period.last)) continue;
        Fact fact{.kind = source.kind, .id = static_cast<std::int64_t>(id), .area = static_cast<int>(id)};
        fact.values[source.value("covered")] = covered[id] ? 1 : 0;
        take(fact);
    }
}

void topics(FactReader& reader, const Source& source, const TakeFact& take) {
    const FactContext& facts = reader.context;
    auto rows = facts.in_period(
        fmt::format("SELECT t.id, t.platform, t.area, t.{0}, t.unit{1} FROM topic t WHERE t.voided IS NULL AND "
                    "t.{0} BETWEEN $first AND $last ORDER BY t.id",
                    source.day, source.select()));
    while (rows.step()) {
        const int platform = rows.small(1), day = rows.small(3), unit = rows.small(4);
        const Place place = own_place(facts.registers, platform, rows.small(2), 0, day);
        Fact fact{.kind = source.kind, .id = rows.integer(0), .day = day, .as_of = day};
        fact.places = std::span(&place, 1);
        if (platform != 0) fact.platforms = std::span(&platform, 1);
        if (unit != 0) fact.units = std::span(&unit, 1);
        read_values(rows, 5, source, fact.values);
        take(fact);
    }
}

}  // namespace read

}  // namespace cpcc::report
