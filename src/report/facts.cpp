#include "facts.hpp"

#include "cpcc/records/kind.hpp"

#include <algorithm>
#include <set>

namespace cpcc::report {

namespace {

constexpr const char* met = "since <= $last AND (until IS NULL OR until >= $first)";   // in force on a day of the period

}  // namespace

Facts::Facts(db::Connection& connection, const Registers& registers, const Period& period)
    : connection_(connection), registers_(registers), period_(period) {}

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
        case Source::raised: return problems("p.raised_on", "p.raised_on BETWEEN $first AND $last", take);
        case Source::solved: return problems("p.solved_on", "p.solved_on BETWEEN $first AND $last", take);
        case Source::closed: return problems("p.closed_on", "p.closed_on BETWEEN $first AND $last", take);
        case Source::open:
            return problems("p.raised_on", "p.raised_on <= $last AND (p.solved_on IS NULL OR p.solved_on > $last) AND (p.closed_on IS NULL OR p.closed_on > $last) "
                            "AND $first <= $last", take);
        case Source::lookback: return lookbacks(take);
        case Source::document: return documents("filed_on", take);
        case Source::adopted: return documents("adopted_on", take);
        case Source::donation: return donations(take);
        case Source::pledge: return pledges(take);
        case Source::pairing: return pairings("since <= $last AND (until IS NULL OR until >= $last) AND $first <= $last", take);
        case Source::paired: return pairings(met, take);
        case Source::assignment: return assignments(take);
        case Source::commitment: return commitments(take);
        case Source::publicity: return publicity(take);
        case Source::commended_member: return commendations(true, take);
        case Source::commended_platform: return commendations(false, take);
    }
}

db::Statement Facts::in_period(const std::string& sql) {
    auto rows = connection_.prepare(sql);
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

std::size_t Facts::index_of(std::int64_t session) const {
    return static_cast<std::size_t>(std::lower_bound(sessions_.begin(), sessions_.end(), session, [](const Session& s, std::int64_t id) { return s.id < id; }) -
                                    sessions_.begin());
}

void Facts::load_items(const char* table, const char* column, std::vector<int> Session::*list) {
    auto rows = in_period(fmt::format("SELECT i.session, i.{1} FROM session s JOIN {0} i ON i.session = s.id WHERE s.voided IS NULL AND s.held_on BETWEEN $first AND $last "
                                      "ORDER BY i.session, i.position", table, column));
    while (rows.step()) (sessions_[index_of(rows.integer(0))].*list).push_back(rows.small(1));
}

void Facts::load_attendances() {
    auto rows = in_period("SELECT a.id, a.session, a.member, a.role FROM session s JOIN attendance a ON a.session = s.id WHERE s.voided IS NULL AND a.voided IS NULL "
                          "AND s.held_on BETWEEN $first AND $last ORDER BY a.session, a.id");
    while (rows.step()) {
        const Attendance attendance{rows.integer(0), index_of(rows.integer(1)), rows.small(2), rows.small(3)};
        attendances_.push_back(attendance);
        if (attendance.role < leave_role) sessions_[attendance.session].present.push_back(attendance.member);
    }
}

void Facts::load_sessions() {
    if (sessions_loaded_) return;
    sessions_loaded_ = true;
    auto rows = in_period("SELECT id, held_on, platform, kind, form, topic, headcount, residents, served FROM session WHERE voided IS NULL "
                          "AND held_on BETWEEN $first AND $last ORDER BY id");
    while (rows.step()) {
        Session session{rows.integer(0), rows.small(1), rows.small(3), rows.small(4), rows.small(5), rows.integer(6), rows.integer(7), rows.integer(8), false, {rows.small(2)}, {}, {}};
        sessions_.push_back(std::move(session));
    }
    load_items("session_partner", "platform", &Session::platforms);
    load_items("session_unit", "unit", &Session::units);
    load_attendances();
    for (const char* came_of_it : {"problem r ON r.session = s.id AND r.solved_on <= $last", "document r ON r.session = s.id AND r.filed_on <= $last"}) {
        auto converted = in_period(fmt::format("SELECT DISTINCT s.id FROM session s JOIN {} WHERE s.voided IS NULL AND r.voided IS NULL "
                                               "AND s.held_on BETWEEN $first AND $last ORDER BY s.id", came_of_it));
        while (converted.step()) sessions_[index_of(converted.integer(0))].converted = true;
    }
}

Fact Facts::fact_of(const Session& session) const {
    Fact fact{.kind = "session", .id = session.id};
    fact.day = session.day;
    fact.platforms = session.platforms;
    fact.members = session.present;
    fact.units = session.units;
    fact.topic = session.topic;
    fact.choice = session.kind;
    fact.form = session.form;
    fact.residents = session.residents;
    fact.served = session.served;
    fact.converted = session.converted;
    return fact;
}

void Facts::sessions(const Each& take) {
    load_sessions();
    for (const Session& session : sessions_) take(fact_of(session));
}

void Facts::attendances(const Each& take) {
    load_sessions();
    for (const Attendance& attendance : attendances_) {
        Fact fact = fact_of(sessions_[attendance.session]);
        fact.owner_kind = fact.kind, fact.owner = fact.id;
        fact.kind = "attendance", fact.id = attendance.id;
        fact.members = std::span(&attendance.member, 1);
        fact.person = attendance.member;
        fact.role = attendance.role;
        fact.weight = attendance.role < leave_role ? 1 : 0;
        take(fact);
    }
    for (const Session& session : sessions_) {
        if (session.headcount == 0) continue;
        Fact fact = fact_of(session);
        fact.members = {};
        fact.weight = session.headcount;
        take(fact);
    }
}

void Facts::participations(const Each& take) {
    load_sessions();
    for (const Session& session : sessions_)
        for (const int unit : session.units) {
            Fact fact = fact_of(session);
            fact.units = std::span(&unit, 1);
            fact.person = unit;
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

void Facts::problems(const std::string& day, const std::string& condition, const Each& take) {
    auto rows = in_period(fmt::format("SELECT {}, p.raised_by, p.solved_on, p.due_on, {} FROM problem p WHERE p.voided IS NULL AND {} ORDER BY p.id", problem_columns, day, condition));
    const int last = period_.last.packed();
    while (rows.step()) {
        const ProblemPlace place(rows);
        const int raised_by = rows.small(5);
        Fact fact{.kind = "problem", .id = rows.integer(0)};
        place.put(fact);
        if (raised_by != 0) fact.members = std::span(&raised_by, 1);
        fact.solved = !rows.is_null(6) && rows.small(6) <= last;
        fact.overdue = !rows.is_null(7) && rows.small(7) < last;
        fact.day = rows.small(8);
        take(fact);
    }
}

void Facts::lookbacks(const Each& take) {
    auto rows = in_period(fmt::format("SELECT {}, l.id, l.seen_by, l.result, l.seen_on FROM lookback l JOIN problem p ON p.id = l.problem WHERE l.voided IS NULL AND p.voided IS NULL "
                                      "AND l.seen_on BETWEEN $first AND $last ORDER BY l.id", problem_columns));
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
