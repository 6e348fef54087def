// Reads the facts of results: documents, donations, pledges, pairings, publicity and commendations.
#include "facts/fact_reader.hpp"

#include "cpcc/records/choices.hpp"
#include "facts/places.hpp"
#include "facts/same_office.hpp"

#include <algorithm>
#include <map>

namespace cpcc::report {

namespace {

// Where a session was held: its platform, or a partner's, and its own area and sector.
struct Venue {
    int platform, area, sector;
};
using SessionVenues = std::map<std::int64_t, std::vector<Venue>>;

// Returns the venues of the sessions to which records `t` of a kind belong.
SessionVenues session_venues(const FactContext& facts, const char* kind, const std::string& condition) {
    SessionVenues found;
    auto rows = facts.in_period(fmt::format(
        "SELECT DISTINCT s.id, s.platform, s.area, s.sector, i.platform, i.position FROM {0} t JOIN session s ON s.id "
        "= t.session{2} LEFT JOIN session_partner i ON i.session = s.id{3} WHERE {1} ORDER BY s.id, i.position",
        kind, condition, same_office(facts.connection, "t", "s"), same_office(facts.connection, "s", "i")));
    while (rows.step()) {
        auto& venues = found[rows.integer(0)];
        if (venues.empty()) venues.push_back({rows.small(1), rows.small(2), rows.small(3)});
        if (!rows.is_null(4)) venues.push_back({rows.small(4), 0, 0});
    }
    return found;
}

// Returns the join with the session of a result `t` (its alias), whose topic the result inherits; with `problem`, also
// with that of its problem `p`.
std::string origins(const FactContext& facts, std::string_view t, bool problem) {
    std::string join =
        fmt::format(" LEFT JOIN session s ON s.id = {}.session{}", t, same_office(facts.connection, t, "s"));
    if (problem) join += " LEFT JOIN session ps ON ps.id = p.session" + same_office(facts.connection, "p", "ps");
    return facts.for_topics(std::move(join));
}

// The places of a result: those of its session, or the one of its problem. Its own area replaces theirs.
class ResultPlaces {
public:
    ResultPlaces(const FactContext& facts, const char* kind, const std::string& condition)
        : registers_(facts.registers), sessions_(session_venues(facts, kind, condition)) {}

    // Gives the fact its places on its own day; they are valid until the next call. `session` and `platform`, the
    // problem's, are the columns of the row.
    void give(Fact& fact, const db::Statement& row, int session, int platform) {
        places_.clear(), platforms_.clear();
        if (!row.is_null(session))
            for (const Venue& venue : sessions_.at(row.integer(session)))
                places_.push_back(own_place(registers_, venue.platform, venue.area, venue.sector, fact.as_of));
        else if (!row.is_null(platform))
            places_.push_back(place_of(registers_, row.small(platform), fact.as_of));
        for (Place& place : places_) {
            if (fact.area != 0) place.area = fact.area;
            platforms_.push_back(place.platform);
        }
        fact.places = places_;
        fact.platforms = platforms_;
    }

private:
    const Registers& registers_;
    SessionVenues sessions_;
    std::vector<Place> places_;
    std::vector<int> platforms_;
};

std::string dated(const Source& source) { return fmt::format("t.{} BETWEEN $first AND $last", source.day); }

// Returns the rows of the steps in a period, for a WITH clause. An adoption that only the document names is one too.
std::string steps_sql(const FactContext& facts) {
    return fmt::format(
        "SELECT t.id AS record, t.document, t.done_on, t.step, coalesce(t.level, CASE WHEN t.step = {0} AND "
        "d.adopted_on "
        "= t.done_on THEN d.adopted_level END) AS level, t.office FROM handling t JOIN document d ON d.id = "
        "t.document{1} WHERE t.voided IS NULL AND t.done_on BETWEEN $first AND $last UNION ALL SELECT 0, d.id, "
        "d.adopted_on, {0}, d.adopted_level, d.office FROM document d WHERE d.adopted_on BETWEEN $first AND $last AND "
        "NOT EXISTS (SELECT 1 FROM handling x WHERE x.document = d.id{2} AND x.done_on = d.adopted_on AND x.step = {0} "
        "AND x.voided IS NULL)",
        number_of(records::HandlingStep::adopted), same_office(facts.connection, "t", "d"),
        same_office(facts.connection, "x", "d"));
}

// The facts about documents: the documents themselves, or the steps of their handling.
struct DocumentFacts {
    std::string with, from;  // of the statement; the document is `d`
    std::string day, row;    // columns: the day, and the row of the step (0: none)
    std::string condition;   // finds the documents `t`
};

void read_documents(const FactContext& facts, const Source& source, const DocumentFacts& sql, const TakeFact& take) {
    db::Connection& connection = facts.connection;
    std::map<std::int64_t, std::vector<int>> authors;
    auto names = facts.in_period(
        fmt::format("SELECT i.document, i.member FROM document t JOIN document_author i ON i.document = t.id{} WHERE "
                    "t.voided IS NULL AND {} ORDER BY i.document, i.position",
                    same_office(connection, "t", "i"), sql.condition));
    while (names.step()) authors[names.integer(0)].push_back(names.small(1));
    ResultPlaces places(facts, "document", sql.condition);
    auto rows = facts.in_period(fmt::format(
        "{}SELECT d.id, d.session, p.platform, d.area, {}, {}{} FROM {} LEFT JOIN problem p ON p.id = d.problem{}{} "
        "WHERE d.voided IS NULL AND {} BETWEEN $first AND $last ORDER BY d.id, 5",
        sql.with, sql.day, sql.row, facts.select(source), sql.from, same_office(connection, "d", "p"),
        origins(facts, "d", true), sql.day));
    std::int64_t last = 0;
    int number = 0;  // of the document: row numbers of several offices do not fit Fact::person
    while (rows.step()) {
        const std::int64_t document = rows.integer(0), step = rows.integer(5);
        if (document != last) ++number;
        last = document;
        Fact fact{.kind = step != 0 ? source.kind : "document",
                  .id = step != 0 ? step : document,
                  .owner_kind = "document",
                  .owner = step != 0 ? document : 0,
                  .area = rows.small(3),
                  .person = number,
                  .day = rows.small(4)};
        fact.as_of = facts.as_of(source, fact.day);
        places.give(fact, rows, 1, 2);
        const auto written_by = authors.find(document);
        if (written_by != authors.end()) fact.members = written_by->second;
        read_values(rows, 6, source, fact.values);
        // A document without area, session or problem belongs to the committee of its first author.
        if (fact.area == 0 && fact.places.empty() && !fact.members.empty())
            fact.area = facts.registers.member(fact.members.front(), fact.as_of).area;
        take(fact);
    }
}

}  // namespace

namespace read {

void documents(FactReader& reader, const Source& source, const TakeFact& take) {
    read_documents(reader.context, source, {"", "document d", fmt::format("d.{}", source.day), "0", dated(source)},
                   take);
}

void handlings(FactReader& reader, const Source& source, const TakeFact& take) {
    const FactContext& facts = reader.context;
    read_documents(facts, source,
                   {fmt::format("WITH h AS ({}) ", steps_sql(facts)),
                    fmt::format("h JOIN document d ON d.id = h.document{}", same_office(facts.connection, "h", "d")),
                    "h.done_on", "h.record",
                    "t.id IN (SELECT document FROM handling WHERE voided IS NULL AND done_on BETWEEN $first AND $last "
                    "UNION SELECT id FROM document WHERE adopted_on BETWEEN $first AND $last)"},
                   take);
}

void donations(FactReader& reader, const Source& source, const TakeFact& take) {
    const FactContext& facts = reader.context;
    auto rows = facts.in_period(
        fmt::format("SELECT t.id, t.platform, t.donor_member, t.{0}{1} FROM donation t{3} WHERE t.voided "
                    "IS NULL AND t.{0} BETWEEN $first AND $last ORDER BY t.{2}",
                    source.day, facts.select(source), facts.row_or(source.day), origins(facts, "t", false)));
    while (rows.step()) {
        const int platform = rows.small(1), donor = rows.small(2);
        Fact fact{.kind = source.kind, .id = rows.integer(0), .day = rows.small(3)};
        fact.as_of = facts.as_of(source, fact.day);
        fact.platforms = std::span(&platform, 1);
        if (donor != 0) fact.members = std::span(&donor, 1);
        read_values(rows, 4, source, fact.values);
        take(fact);
    }
}

void pledges(FactReader& reader, const Source& source, const TakeFact& take) {
    const FactContext& facts = reader.context;
    auto rows =
        facts.in_period(fmt::format("SELECT t.id, t.member, t.area, t.{0}{1} FROM pledge t WHERE t.voided IS NULL AND "
                                    "t.{0} BETWEEN $first AND $last ORDER BY t.id",
                                    source.day, source.select()));
    while (rows.step()) {
        const int member = rows.small(1);
        Fact fact{.kind = source.kind, .id = rows.integer(0), .area = rows.small(2), .day = rows.small(3)};
        fact.as_of = facts.as_of(source, fact.day);
        fact.members = std::span(&member, 1);
        read_values(rows, 4, source, fact.values);
        take(fact);
    }
}

// Reads pairings in force on the last day, or on some day of the period, and dates each by its first day in the period.
// Pairings without an end and those that end later each use an index.
void pairings(FactReader& reader, const Source& source, const TakeFact& take) {
    const FactContext& facts = reader.context;
    const char* from = source.dated == Dated::on_last_day ? "last" : "first";
    auto rows =
        facts.in_period(fmt::format("SELECT t.id, t.member, t.area, t.since{} FROM pairing t WHERE t.voided IS NULL "
                                    "AND t.id IN (SELECT id FROM pairing WHERE until IS NULL AND since <= $last UNION "
                                    "ALL SELECT id FROM pairing WHERE until >= ${} AND since <= $last) "
                                    "AND $first <= $last ORDER BY t.id",
                                    source.select(), from));
    while (rows.step()) {
        const int member = rows.small(1);
        Fact fact{.kind = source.kind,
                  .id = rows.integer(0),
                  .area = rows.small(2),
                  .day = std::max(rows.small(3), facts.period.first.packed())};
        fact.as_of = facts.as_of(source, fact.day);
        fact.members = std::span(&member, 1);
        read_values(rows, 4, source, fact.values);
        take(fact);
    }
}

void publicity(FactReader& reader, const Source& source, const TakeFact& take) {
    const FactContext& facts = reader.context;
    ResultPlaces places(facts, "publicity", dated(source));
    auto rows = facts.in_period(fmt::format(
        "SELECT n.id, n.session, p.platform, n.{0}{1} FROM publicity n LEFT JOIN problem p ON p.id = n.problem{2}{3} "
        "WHERE n.voided IS NULL AND n.{0} BETWEEN $first AND $last ORDER BY n.id",
        source.day, facts.select(source), same_office(facts.connection, "n", "p"), origins(facts, "n", true)));
    while (rows.step()) {
        Fact fact{.kind = source.kind, .id = rows.integer(0), .day = rows.small(3)};
        fact.as_of = facts.as_of(source, fact.day);
        places.give(fact, rows, 1, 2);
        read_values(rows, 4, source, fact.values);
        take(fact);
    }
}

// Reads commendations of members or of platforms, depending on what the source counts.
void commendations(FactReader& reader, const Source& source, const TakeFact& take) {
    const FactContext& facts = reader.context;
    auto rows =
        facts.in_period(fmt::format("SELECT id, member, platform, {0} FROM commendation WHERE voided IS NULL AND {0} "
                                    "BETWEEN $first AND $last ORDER BY id",
                                    source.day));
    while (rows.step()) {
        const int member = rows.small(1), platform = rows.small(2);
        if ((member != 0) != source.of_people()) continue;
        Fact fact{.kind = source.kind,
                  .id = rows.integer(0),
                  .person = member != 0 ? member : platform,
                  .day = rows.small(3)};
        fact.as_of = facts.as_of(source, fact.day);
        if (member != 0) {
            fact.members = std::span(&member, 1);
            fact.area = facts.registers.member(member, fact.as_of).area;
        } else {
            fact.platforms = std::span(&platform, 1);
        }
        take(fact);
    }
}

}  // namespace read

}  // namespace cpcc::report
