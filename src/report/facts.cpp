#include "facts.hpp"

#include "cpcc/records/kind.hpp"
#include "same_office.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace cpcc::report {

namespace {

constexpr const char* met = "since <= $last AND (until IS NULL OR until >= $first)";   // in force on a day of the period

// Pairings in force from that day, a parameter, on: without an end, or ending later, each by an index.
std::string pairings_from(std::string_view day) {
    return fmt::format("id IN (SELECT id FROM pairing WHERE until IS NULL AND since <= $last UNION ALL SELECT id FROM pairing WHERE until >= ${} AND since <= $last) "
                       "AND $first <= $last", day);
}

}  // namespace

struct Facts::Dated {
    const char* day;             // the column that dates them
    const char* order;           // the one that an index has them in the order of
    std::string condition;
};

// Still open; solved later; closed later.
std::array<Facts::Dated, 3> Facts::open_arms(std::string_view day) {
    return {Dated{"raised_on", "raised_on", fmt::format("p.solved_on IS NULL AND p.closed_on IS NULL AND p.raised_on <= ${}", day)},
            Dated{"raised_on", "solved_on", fmt::format("p.solved_on > ${0} AND p.raised_on <= ${0} AND (p.closed_on IS NULL OR p.closed_on > ${0})", day)},
            Dated{"raised_on", "closed_on", fmt::format("p.closed_on > ${0} AND p.raised_on <= ${0} AND p.solved_on IS NULL", day)}};
}

std::string Facts::open_on(std::string_view day) {
    std::string arms;
    for (const Dated& arm : open_arms(day)) arms += fmt::format("{}SELECT p.id FROM problem p WHERE p.voided IS NULL AND {}", arms.empty() ? "" : " UNION ALL ", arm.condition);
    return fmt::format("p.id IN ({})", arms);
}

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
        case Source::raised: return problems(std::array{Dated{"raised_on", "raised_on", "p.raised_on BETWEEN $first AND $last"}}, take);
        case Source::solved: return problems(std::array{Dated{"solved_on", "solved_on", "p.solved_on BETWEEN $first AND $last"}}, take);
        case Source::closed: return problems(std::array{Dated{"closed_on", "closed_on", "p.closed_on BETWEEN $first AND $last"}}, take);
        case Source::open: return problems(open_arms("last"), take);
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

namespace {

// The columns of a problem that its own facts and its look-backs' share, from column 1 on.
constexpr const char* problem_columns = "p.id, p.platform, p.category, p.unit, p.topic";

struct ProblemPlace {
    int platform, category, unit, topic;
    explicit ProblemPlace(const db::Statement& row) : platform(row.small(1)), category(row.small(2)), unit(row.small(3)), topic(row.small(4)) {}
    void put(Fact& fact) const {
        fact.platforms = std::span(&platform, 1);
        fact.category = category;
        if (unit != 0) fact.units = std::span(&unit, 1);
        fact.topic = topic;
    }
};

}  // namespace

void Facts::problems(std::span<const Dated> arms, const Each& take) {
    struct Row {
        std::int64_t id;
        ProblemPlace place;
        int raised_by, solved_on, due_on, day;
    };
    std::vector<Row> found;
    for (const Dated& arm : arms) {
        auto rows = in_period(fmt::format("SELECT {}, p.raised_by, p.solved_on, p.due_on, p.{} FROM problem p WHERE p.voided IS NULL AND {} AND $first <= $last ORDER BY p.{}",
                                          problem_columns, arm.day, arm.condition, arm.order));
        while (rows.step()) found.push_back({rows.integer(0), ProblemPlace(rows), rows.small(5), rows.small(6), rows.small(7), rows.small(8)});
    }
    if (records_ == Records::named) std::sort(found.begin(), found.end(), [](const Row& a, const Row& b) { return a.id < b.id; });   // whichever index gave them
    const int last = period_.last.packed();
    for (const Row& row : found) {
        Fact fact{.kind = "problem", .id = row.id};
        row.place.put(fact);
        if (row.raised_by != 0) fact.members = std::span(&row.raised_by, 1);
        fact.solved = row.solved_on != 0 && row.solved_on <= last;
        fact.overdue = row.due_on != 0 && row.due_on < last;
        fact.day = row.day;
        take(fact);
    }
}

void Facts::lookbacks(const Each& take) {
    auto rows = in_period(fmt::format("SELECT {}, l.id, l.seen_by, l.result, l.seen_on FROM lookback l JOIN problem p ON p.id = l.problem{} WHERE l.voided IS NULL AND p.voided IS NULL "
                                      "AND l.seen_on BETWEEN $first AND $last ORDER BY l.id", problem_columns, same_office(connection_, "l", "p")));
    while (rows.step()) {
        const ProblemPlace place(rows);
        const int seen_by = rows.small(6);
        Fact fact{.kind = "lookback", .id = rows.integer(5)};
        place.put(fact);
        fact.owner_kind = "problem", fact.owner = rows.integer(0);
        if (seen_by != 0) fact.members = std::span(&seen_by, 1);
        fact.result = rows.small(7);
        fact.day = rows.small(8);
        take(fact);
    }
}

}  // namespace cpcc::report
