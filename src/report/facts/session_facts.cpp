#include "facts/session_facts.hpp"

#include "cpcc/records/choices.hpp"
#include "facts/fact_reader.hpp"
#include "facts/places.hpp"
#include "facts/same_office.hpp"
#include "facts/settled.hpp"

#include <algorithm>

namespace cpcc::report {

namespace {

bool was_present(int role) { return is_present(static_cast<records::AttendanceRole>(role)); }

}  // namespace

std::string is_held(std::string_view alias) {
    return fmt::format("coalesce({0}.state, {1}) = {1}", alias, number_of(records::SessionState::held));
}

// Calls `each` for every row that belongs to a session of the period, by session and then by the first column. If the
// sessions' row numbers are close together, reads one range of the index; otherwise looks up each session.
//
// SQLite compares each row with the end of a range, which costs as much as reading two columns. The loop notices the
// end anyway, so the statement names it only for PostgreSQL, whose planner needs it.
void SessionFacts::of_sessions(const std::string& columns, const std::string& table, const std::string& condition,
                               const TakeRow& each) {
    if (sessions_.empty()) return;
    db::Connection& connection = context_.connection;
    const Period& period = context_.period;
    const std::int64_t low = sessions_.front().id, high = sessions_.back().id;
    const bool close = high - low < 4 * static_cast<std::int64_t>(sessions_.size()),
               to_end = close && connection.engine() == db::Engine::sqlite;
    const std::string join = close ? "" : " JOIN session s ON s.id = r.session" + same_office(connection, "s", "r");
    const char* range = to_end  ? "r.session >= $low"
                        : close ? "r.session BETWEEN $low AND $high"
                                : "s.voided IS NULL AND s.held_on BETWEEN $first AND $last";
    auto rows =
        connection.prepare(fmt::format("SELECT r.session, {} FROM {} r{} WHERE {}{}{} ORDER BY r.session, 2", columns,
                                       table, join, condition, condition.empty() ? "" : " AND ", range));
    if (close)
        rows.bind("low", low);
    else
        rows.bind("first", period.first.packed());
    if (close && !to_end) rows.bind("high", high);
    if (!close || condition.find("$last") != std::string::npos) rows.bind("last", period.last.packed());
    auto session = sessions_.begin();
    while (rows.step()) {
        const std::int64_t id = rows.integer(0);
        while (session != sessions_.end() && session->id < id) ++session;
        if (session == sessions_.end()) break;
        if (session->id == id) each(*session, rows);
    }
}

void SessionFacts::load_attendances() {
    const bool named = context_.records == Records::named;
    of_sessions(named ? "r.member, r.role, r.id" : "r.member, r.role", "attendance", "r.voided IS NULL",
                [&](Session& session, const db::Statement& row) {
                    attendances_.add(session.attendances, {named ? row.integer(3) : 0, row.small(1), row.small(2)});
                });
    for (Session& session : sessions_) {
        const auto attendances = attendances_.of(session.attendances);
        if (named)
            std::sort(attendances.begin(), attendances.end(),
                      [](const Attendance& a, const Attendance& b) { return a.id < b.id; });
        for (const Attendance& attendance : attendances)
            if (was_present(attendance.role)) present_.add(session.present, attendance.member);
    }
}

// Gives places to the sessions with an area or a sector of their own: partner platforms add theirs.
void SessionFacts::place() {
    const Registers& registers = context_.registers;
    for (Session& session : sessions_) {
        if (session.area == 0 && session.sector == 0) continue;
        places_.add(session.places, own_place(registers, session.platform, session.area, session.sector, session.day));
        const auto platforms = platforms_.of(session.platforms);
        for (std::size_t i = 1; i < platforms.size(); ++i)
            places_.add(session.places, place_of(registers, platforms[i], session.day));
    }
}

void SessionFacts::load() {
    if (loaded_) return;
    loaded_ = true;
    const Source& source = report::source("session");
    // Read in the order of the index: sorting here is faster than in the engine.
    auto rows = context_.in_period(fmt::format(
        "SELECT s.id, s.{0}, s.platform, s.area, s.sector, s.headcount{1} FROM session s WHERE s.voided IS NULL "
        "AND s.{0} BETWEEN $first AND $last AND {2} ORDER BY s.{0}, s.id",
        source.day, source.select(), is_held("s")));
    while (rows.step()) {
        sessions_.push_back({.id = rows.integer(0),
                             .day = rows.small(1),
                             .platform = rows.small(2),
                             .area = rows.small(3),
                             .sector = rows.small(4),
                             .headcount = rows.integer(5)});
        read_values(rows, 6, source, sessions_.back().values);
    }
    const auto by_row = [](const Session& a, const Session& b) { return a.id < b.id; };
    if (!std::is_sorted(sessions_.begin(), sessions_.end(), by_row))
        std::sort(sessions_.begin(), sessions_.end(), by_row);
    of_sessions("r.position, r.platform", "session_partner", "", [&](Session& session, const db::Statement& row) {
        if (session.platforms.size == 0) platforms_.add(session.platforms, session.platform);
        platforms_.add(session.platforms, row.small(2));
    });
    place();
    of_sessions("r.position, r.unit", "session_unit", "",
                [&](Session& session, const db::Statement& row) { units_.add(session.units, row.small(2)); });
    load_attendances();
    const auto convert = [at = source.value("converted")](Session& session, const db::Statement&) {
        session.values[at] = 1;
    };
    // The unary plus keeps the engine from reading problems by anything but their session.
    of_sessions("r.id", "problem",
                fmt::format("r.voided IS NULL AND (+r.solved_on <= $last OR {})",
                            settled_before_on("+r.id", "last", records::SettledAs::solved)),
                convert);
    of_sessions("r.id", "document", "r.voided IS NULL AND r.filed_on <= $last", convert);
}

// Returns the fact of a session. Its values fit the sources of attendances and units too, since these begin with the
// same columns (of_session() in sources.cpp).
Fact SessionFacts::fact_of(const Session& session) const {
    Fact fact{.kind = "session", .id = session.id};
    fact.day = fact.as_of = session.day;
    fact.platforms = session.platforms.size == 0 ? std::span(&session.platform, 1) : platforms_.of(session.platforms);
    fact.places = places_.of(session.places);
    fact.members = present_.of(session.present);
    fact.units = units_.of(session.units);
    fact.values = session.values;
    return fact;
}

void SessionFacts::sessions(const TakeFact& take) {
    load();
    for (const Session& session : sessions_) take(fact_of(session));
}

void SessionFacts::attendances(const Source& source, const TakeFact& take) {
    load();
    const std::size_t role = source.value("role"), present = source.value("present"), people = source.value("people");
    for (const Session& session : sessions_) {
        Fact fact = fact_of(session);
        fact.owner_kind = fact.kind, fact.owner = fact.id;
        fact.kind = source.kind;
        for (const Attendance& attendance : attendances_.of(session.attendances)) {
            fact.id = attendance.id;
            fact.members = std::span(&attendance.member, 1);
            fact.person = attendance.member;
            fact.values[role] = attendance.role;
            fact.values[present] = fact.values[people] = was_present(attendance.role) ? 1 : 0;
            take(fact);
        }
    }
    for (const Session& session : sessions_) {
        if (session.headcount == 0) continue;
        Fact fact = fact_of(session);
        fact.members = {};
        fact.values[role] = 0, fact.values[present] = 1, fact.values[people] = session.headcount;
        take(fact);
    }
}

void SessionFacts::participations(const TakeFact& take) {
    load();
    for (const Session& session : sessions_)
        for (const int& unit : units_.of(session.units)) {
            Fact fact = fact_of(session);
            fact.units = std::span(&unit, 1);
            fact.person = unit;
            take(fact);
        }
}

namespace read {

void sessions(FactReader& facts, const Source&, const TakeFact& take) { facts.sessions.sessions(take); }
void attendances(FactReader& facts, const Source& source, const TakeFact& take) {
    facts.sessions.attendances(source, take);
}
void participations(FactReader& facts, const Source&, const TakeFact& take) { facts.sessions.participations(take); }

}  // namespace read

}  // namespace cpcc::report
