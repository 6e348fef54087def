#include "facts/fact_reader.hpp"

#include "facts/same_office.hpp"

#include <algorithm>

namespace cpcc::report {

namespace {

constexpr const char* met = "since <= $last AND (until IS NULL OR until >= $first)";   // in force on a day of the period

}  // namespace

Facts::Facts(db::Connection& connection, const Registers& registers, const Period& period, Records records)
    : connection_(connection), registers_(registers), period_(period), records_(records) {}

void Facts::each(const Source& source, const TakeFact& take) { source.read(*this, source, take); }

void Facts::read_values(const db::Statement& row, int at, const Source& source, std::array<std::int64_t, most_values>& values) {
    for (const Selected& selected : source.selected) {
        std::int64_t& value = values[selected.value] = row.integer(at);
        if (value == 0 && selected.none != 0 && row.is_null(at)) value = selected.none;
        ++at;
    }
}

db::Statement Facts::in_period(const std::string& sql) {
    auto rows = connection_.prepare(sql, db::Rows::many);
    rows.bind("first", period_.first.packed()).bind("last", period_.last.packed());
    return rows;
}

void Read::platforms(Facts& facts, const Source& source, const TakeFact& take) {
    const std::size_t kind = source.value("kind"), model = source.value("model");
    const auto& platforms = facts.registers_.platforms;
    for (std::size_t id = 1; id < platforms.size(); ++id) {
        const PlatformEntry& platform = platforms[id];
        if (!platform.standing.on(facts.period_.last)) continue;
        const int self = static_cast<int>(id);
        Fact fact{.kind = source.kind, .id = self, .day = facts.period_.last.packed()};
        fact.platforms = std::span(&self, 1);
        fact.values[kind] = platform.kind;
        fact.values[model] = platform.model ? 1 : 0;
        take(fact);
    }
}

void Read::members(Facts& facts, const Source& source, const TakeFact& take) {
    const std::size_t committed = source.value("committed");
    const auto& members = facts.registers_.members;
    const int last = facts.period_.last.packed();
    for (std::size_t id = 1; id < members.size(); ++id) {
        const MemberEntry& member = members[id];
        if (!member.standing.on(facts.period_.last)) continue;
        const int self = static_cast<int>(id);
        Fact fact{.kind = source.kind, .id = self};
        fact.area = member.area;
        fact.members = std::span(&self, 1);
        fact.person = self;
        fact.values[committed] = member.committed_on != 0 && member.committed_on <= last ? 1 : 0;
        take(fact);
    }
}

// One fact a member; its platforms are those of the assignments in force.
void Read::assigned_members(Facts& facts, const Source& source, const TakeFact& take) {
    auto rows = facts.in_period("SELECT member, platform FROM assignment WHERE voided IS NULL AND since <= $last AND (until IS NULL OR until >= $last) "
                                "AND $first <= $last ORDER BY member, platform");
    std::map<int, std::vector<int>> platforms;
    while (rows.step()) {
        auto& list = platforms[rows.small(0)];
        if (!rows.is_null(1)) list.push_back(rows.small(1));
    }
    members(facts, source, [&](const Fact& member) {
        const auto found = platforms.find(member.person);
        if (found == platforms.end()) return;
        Fact fact = member;
        fact.platforms = found->second;
        take(fact);
    });
}

// Dated by their first day in the period.
void Read::assignments(Facts& facts, const Source& source, const TakeFact& take) {
    auto rows = facts.in_period(fmt::format("SELECT t.id, t.member, t.platform, t.area, t.{}{} FROM assignment t WHERE t.voided IS NULL AND {} ORDER BY t.id",
                                            source.day, source.select(), met));
    while (rows.step()) {
        const int member = rows.small(1), platform = rows.small(2);
        Fact fact{.kind = source.kind, .id = rows.integer(0), .person = member, .day = std::max(rows.small(4), facts.period_.first.packed())};
        fact.members = std::span(&member, 1);
        if (platform != 0) fact.platforms = std::span(&platform, 1);
        fact.area = rows.small(3);
        Facts::read_values(rows, 5, source, fact.values);
        take(fact);
    }
}

void Read::commitments(Facts& facts, const Source& source, const TakeFact& take) {
    const auto& members = facts.registers_.members;
    for (std::size_t id = 1; id < members.size(); ++id) {
        const MemberEntry& member = members[id];
        if (!member.standing.live || member.committed_on == 0 || !facts.period_.contains(Date::packed(member.committed_on))) continue;
        const int self = static_cast<int>(id);
        Fact fact{.kind = source.kind, .id = self, .area = member.area, .person = self, .day = member.committed_on};
        fact.members = std::span(&self, 1);
        take(fact);
    }
}

// Covered: an open platform in it or below, or a member assigned there (domain.md, 3).
void Read::communities(Facts& facts, const Source& source, const TakeFact& take) {
    const auto& areas = facts.registers_.areas;
    std::vector<bool> covered(areas.size());
    const auto cover = [&](int area) {
        if (area != 0) covered[static_cast<std::size_t>(areas[static_cast<std::size_t>(area)].at_level[community_level])] = true;
    };
    for (const PlatformEntry& platform : facts.registers_.platforms)
        if (platform.standing.on(facts.period_.last)) cover(platform.area);
    auto rows = facts.in_period("SELECT DISTINCT coalesce(p.area, a.area) AS place FROM assignment a LEFT JOIN platform p ON p.id = a.platform WHERE a.voided IS NULL "
                                "AND a.since <= $last AND (a.until IS NULL OR a.until >= $last) AND $first <= $last ORDER BY place");
    while (rows.step()) cover(rows.small(0));
    for (std::size_t id = 1; id < areas.size(); ++id) {
        const AreaEntry& area = areas[id];
        if (area.level != community_level || !area.standing.on(facts.period_.last)) continue;
        Fact fact{.kind = source.kind, .id = static_cast<std::int64_t>(id), .area = static_cast<int>(id)};
        fact.values[source.value("covered")] = covered[id] ? 1 : 0;
        take(fact);
    }
}

void Read::topics(Facts& facts, const Source& source, const TakeFact& take) {
    auto rows = facts.in_period(fmt::format("SELECT t.id, t.platform, t.area, t.{0}{1} FROM topic t WHERE t.voided IS NULL AND t.{0} BETWEEN $first AND $last ORDER BY t.id",
                                            source.day, source.select()));
    while (rows.step()) {
        const int platform = rows.small(1);
        Fact fact{.kind = source.kind, .id = rows.integer(0), .area = rows.small(2), .day = rows.small(3)};
        if (platform != 0) fact.platforms = std::span(&platform, 1);
        Facts::read_values(rows, 4, source, fact.values);
        take(fact);
    }
}

}  // namespace cpcc::report
