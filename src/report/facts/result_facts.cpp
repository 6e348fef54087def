// Facts of what came of it all: documents, donations, pledges, pairings, publicity, commendations.
#include "facts/fact_reader.hpp"

#include "facts/same_office.hpp"

namespace cpcc::report {

// Where something lies that came of a session or of a problem: the session's platforms, partners too, or the problem's. The row
// gives the session's platform, then the other one.
std::vector<int> Facts::session_platforms(const Partners& partners, const db::Statement& row, int session_column, int other_column) {
    if (row.is_null(session_column)) return row.is_null(other_column) ? std::vector<int>{} : std::vector<int>{row.small(other_column)};
    return partners.at(row.integer(session_column));
}

// The platforms of the sessions that records of a kind, dated in the period, came of.
Facts::Partners Facts::partners(const char* kind, const std::string& day) {
    Partners found;
    auto rows = in_period(fmt::format("SELECT DISTINCT s.id, s.platform, i.platform, i.position FROM {0} t JOIN session s ON s.id = t.session{2} "
                                      "LEFT JOIN session_partner i ON i.session = s.id{3} WHERE t.{1} BETWEEN $first AND $last ORDER BY s.id, i.position",
                                      kind, day, same_office(connection_, "t", "s"), same_office(connection_, "s", "i")));
    while (rows.step()) {
        auto& platforms = found[rows.integer(0)];
        if (platforms.empty()) platforms.push_back(rows.small(1));
        if (!rows.is_null(2)) platforms.push_back(rows.small(2));
    }
    return found;
}

void Facts::documents(const std::string& day, const Each& take) {
    std::map<std::int64_t, std::vector<int>> authors;
    auto names = in_period(fmt::format("SELECT i.document, i.member FROM document d JOIN document_author i ON i.document = d.id{1} WHERE d.voided IS NULL "
                                       "AND d.{0} BETWEEN $first AND $last ORDER BY i.document, i.position", day, same_office(connection_, "d", "i")));
    while (names.step()) authors[names.integer(0)].push_back(names.small(1));
    const Partners held_by = partners("document", day);
    auto rows = in_period(fmt::format("SELECT d.id, d.kind, coalesce(d.topic, p.topic), d.session, coalesce(p.platform, t.platform), t.area, d.adopted_level, d.{0} FROM document d "
                                      "LEFT JOIN problem p ON p.id = d.problem{1} LEFT JOIN topic t ON t.id = d.topic "
                                      "WHERE d.voided IS NULL AND d.{0} BETWEEN $first AND $last ORDER BY d.id", day, same_office(connection_, "d", "p")));
    while (rows.step()) {
        Fact fact{.kind = "document", .id = rows.integer(0)};
        const std::vector<int> platforms = session_platforms(held_by, rows, 3, 4);
        const auto written_by = authors.find(fact.id);
        if (written_by != authors.end()) fact.members = written_by->second;
        fact.platforms = platforms;
        fact.choice = rows.small(1);
        fact.topic = rows.small(2);
        fact.area = rows.small(5);
        fact.level = rows.small(6);
        fact.day = rows.small(7);
        // A document that hangs on nothing belongs to its lead author's committee.
        if (fact.area == 0 && platforms.empty() && !fact.members.empty()) fact.area = registers_.members[static_cast<std::size_t>(fact.members.front())].area;
        take(fact);
    }
}

void Facts::donations(const Each& take) {
    auto rows = in_period(fmt::format("SELECT id, platform, donor_member, cash, value, beneficiaries, given_on FROM donation WHERE voided IS NULL "
                                      "AND given_on BETWEEN $first AND $last ORDER BY {}", row_or("given_on")));
    while (rows.step()) {
        const int platform = rows.small(1), donor = rows.small(2);
        Fact fact{.kind = "donation", .id = rows.integer(0)};
        fact.platforms = std::span(&platform, 1);
        if (donor != 0) fact.members = std::span(&donor, 1);
        fact.cash = rows.integer(3), fact.value = rows.integer(4), fact.beneficiaries = rows.integer(5);
        fact.day = rows.small(6);
        take(fact);
    }
}

void Facts::pledges(const Each& take) {
    auto rows = in_period("SELECT id, member, area, target, amount, paid, pledged_on FROM pledge WHERE voided IS NULL AND pledged_on BETWEEN $first AND $last ORDER BY id");
    while (rows.step()) {
        const int member = rows.small(1);
        Fact fact{.kind = "pledge", .id = rows.integer(0)};
        fact.members = std::span(&member, 1);
        fact.area = rows.small(2);
        fact.choice = rows.small(3);
        fact.amount = rows.integer(4), fact.paid = rows.integer(5);
        fact.day = rows.small(6);
        take(fact);
    }
}

// Dated by their first day in the period.
void Facts::pairings(const std::string& condition, const Each& take) {
    auto rows = in_period(fmt::format("SELECT id, member, area, count, target_group, since FROM pairing WHERE voided IS NULL AND {} ORDER BY id", condition));
    while (rows.step()) {
        const int member = rows.small(1);
        Fact fact{.kind = "pairing", .id = rows.integer(0)};
        fact.members = std::span(&member, 1);
        fact.area = rows.small(2);
        fact.count = rows.integer(3);
        fact.choice = rows.small(4);
        fact.day = std::max(rows.small(5), period_.first.packed());
        take(fact);
    }
}

void Facts::publicity(const Each& take) {
    const Partners held_by = partners("publicity", "published_on");
    auto rows = in_period(fmt::format("SELECT n.id, n.session, p.platform, n.model_case, n.published_on FROM publicity n LEFT JOIN problem p ON p.id = n.problem{} "
                                      "WHERE n.voided IS NULL AND n.published_on BETWEEN $first AND $last ORDER BY n.id", same_office(connection_, "n", "p")));
    while (rows.step()) {
        Fact fact{.kind = "publicity", .id = rows.integer(0)};
        const std::vector<int> platforms = session_platforms(held_by, rows, 1, 2);
        fact.platforms = platforms;
        fact.model = rows.small(3) != 0;
        fact.day = rows.small(4);
        take(fact);
    }
}

void Facts::commendations(bool of_members, const Each& take) {
    auto rows = in_period("SELECT id, member, platform, issued_on FROM commendation WHERE voided IS NULL AND issued_on BETWEEN $first AND $last ORDER BY id");
    while (rows.step()) {
        const int member = rows.small(1), platform = rows.small(2);
        if ((member != 0) != of_members) continue;
        Fact fact{.kind = "commendation", .id = rows.integer(0)};
        fact.person = of_members ? member : platform;
        fact.day = rows.small(3);
        if (of_members) {
            fact.members = std::span(&member, 1);
            fact.area = registers_.members[static_cast<std::size_t>(member)].area;
        } else {
            fact.platforms = std::span(&platform, 1);
        }
        take(fact);
    }
}

}  // namespace cpcc::report
