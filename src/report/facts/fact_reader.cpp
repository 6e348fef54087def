#include "facts/fact_reader.hpp"

#include "facts/same_office.hpp"

#include <algorithm>

namespace cpcc::report {

namespace {

constexpr const char* met = "since <= $last AND (until IS NULL OR until >= $first)";   // in force on a day of the period

// Pairings in force from that day, a parameter, on: without an end, or ending later, each by an index.
std::string pairings_from(std::string_view day) {
    return fmt::format("id IN (SELECT id FROM pairing WHERE until IS NULL AND since <= $last UNION ALL SELECT id FROM pairing WHERE until >= ${} AND since <= $last) "
                       "AND $first <= $last", day);
}

}  // namespace

Facts::Facts(db::Connection& connection, const Registers& registers, const Period& period, Records records)
    : connection_(connection), registers_(registers), period_(period), records_(records) {}

void Facts::each(Source source, const Each& take) {
    switch (source) {
        case Source::platform: return platforms(take);
        case Source::member: return members(take);
        case Source::assigned: return assigned(take);
        case Source::community: return communities(take);
        case Source::session: return sessions(take);
        case Source::attendance: return attendances(take);
        case Source::participation: return participations(take);
        case Source::topic: return topics(take);
        case Source::raised:
        case Source::solved:
        case Source::closed:
        case Source::open: return problems(source, take);
        case Source::lookback: return lookbacks(take);
        case Source::document: return documents("filed_on", take);
        case Source::adopted: return documents("adopted_on", take);
        case Source::donation: return donations(take);
        case Source::pledge: return pledges(take);
        case Source::pairing: return pairings(pairings_from("last"), take);
        case Source::paired: return pairings(pairings_from("first"), take);
        case Source::assignment: return assignments(take);
        case Source::commitment: return commitments(take);
        case Source::publicity: return publicity(take);
        case Source::commended_member: return commendations(true, take);
        case Source::commended_platform: return commendations(false, take);
    }
}

db::Statement Facts::in_period(const std::string& sql) {
    auto rows = connection_.prepare(sql, db::Rows::many);
    rows.bind("first", period_.first.packed()).bind("last", period_.last.packed());
    return rows;
}

void Facts::platforms(const Each& take) {
    for (std::size_t id = 1; id < registers_.platforms.size(); ++id) {
        const PlatformEntry& platform = registers_.platforms[id];
        if (!platform.standing.on(period_.last)) continue;
        const int self = static_cast<int>(id);
        Fact fact{.kind = "platform", .id = self, .day = period_.last.packed()};
        fact.platforms = std::span(&self, 1);
        fact.choice = platform.kind;
        fact.model = platform.model;
        take(fact);
    }
}

void Facts::members(const Each& take) {
    for (std::size_t id = 1; id < registers_.members.size(); ++id) {
        const MemberEntry& member = registers_.members[id];
        if (!member.standing.on(period_.last)) continue;
        const int self = static_cast<int>(id);
        Fact fact{.kind = "member", .id = self};
        fact.area = member.area;
        fact.members = std::span(&self, 1);
        fact.person = self;
        fact.committed = member.committed_on != 0 && member.committed_on <= period_.last.packed();
        take(fact);
    }
}

// One fact a member; its platforms are those of the assignments in force.
void Facts::assigned(const Each& take) {
    auto rows = in_period("SELECT member, platform FROM assignment WHERE voided IS NULL AND since <= $last AND (until IS NULL OR until >= $last) "
                          "AND $first <= $last ORDER BY member, platform");
    std::map<int, std::vector<int>> platforms;
    while (rows.step()) {
        auto& list = platforms[rows.small(0)];
        if (!rows.is_null(1)) list.push_back(rows.small(1));
    }
    members([&](const Fact& member) {
        const auto found = platforms.find(member.person);
        if (found == platforms.end()) return;
        Fact fact = member;
        fact.platforms = found->second;
        take(fact);
    });
}

// Dated by their first day in the period.
void Facts::assignments(const Each& take) {
    auto rows = in_period(fmt::format("SELECT id, member, platform, area, role, since FROM assignment WHERE voided IS NULL AND {} ORDER BY id", met));
    while (rows.step()) {
        const int member = rows.small(1), platform = rows.small(2);
        Fact fact{.kind = "assignment", .id = rows.integer(0), .day = std::max(rows.small(5), period_.first.packed())};
        fact.members = std::span(&member, 1);
        if (platform != 0) fact.platforms = std::span(&platform, 1);
        fact.area = rows.small(3);
        fact.role = rows.small(4);
        take(fact);
    }
}

void Facts::commitments(const Each& take) {
    for (std::size_t id = 1; id < registers_.members.size(); ++id) {
        const MemberEntry& member = registers_.members[id];
        if (!member.standing.live || member.committed_on == 0 || !period_.contains(Date::packed(member.committed_on))) continue;
        const int self = static_cast<int>(id);
        Fact fact{.kind = "member", .id = self, .day = member.committed_on};
        fact.area = member.area;
        fact.members = std::span(&self, 1);
        fact.person = self;
        take(fact);
    }
}

// Covered: an open platform in it or below, or a member assigned there (domain.md, 3).
void Facts::communities(const Each& take) {
    std::vector<bool> covered(registers_.areas.size());
    const auto cover = [&](int area) {
        if (area != 0) covered[static_cast<std::size_t>(registers_.areas[static_cast<std::size_t>(area)].at_level[community_level])] = true;
    };
    for (const PlatformEntry& platform : registers_.platforms)
        if (platform.standing.on(period_.last)) cover(platform.area);
    auto rows = in_period("SELECT DISTINCT coalesce(p.area, a.area) AS place FROM assignment a LEFT JOIN platform p ON p.id = a.platform WHERE a.voided IS NULL "
                          "AND a.since <= $last AND (a.until IS NULL OR a.until >= $last) AND $first <= $last ORDER BY place");
    while (rows.step()) cover(rows.small(0));
    for (std::size_t id = 1; id < registers_.areas.size(); ++id) {
        const AreaEntry& area = registers_.areas[id];
        if (area.level != community_level || !area.standing.on(period_.last)) continue;
        Fact fact{.kind = "area", .id = static_cast<std::int64_t>(id)};
        fact.area = static_cast<int>(id);
        fact.covered = covered[id];
        take(fact);
    }
}

void Facts::topics(const Each& take) {
    auto rows = in_period("SELECT id, platform, area, kind, approved_on FROM topic WHERE voided IS NULL AND approved_on BETWEEN $first AND $last ORDER BY id");
    while (rows.step()) {
        const int platform = rows.small(1);
        Fact fact{.kind = "topic", .id = rows.integer(0)};
        if (platform != 0) fact.platforms = std::span(&platform, 1);
        fact.area = rows.small(2);
        fact.topic = rows.small(0);
        fact.choice = rows.small(3);
        fact.day = rows.small(4);
        take(fact);
    }
}

}  // namespace cpcc::report
