// No report scans a whole table of facts: its cost grows with its period, not with the history.
#include "cpcc/report/appraisal.hpp"
#include "cpcc/report/calendar.hpp"
#include "cpcc/report/chain.hpp"
#include "cpcc/report/coverage.hpp"
#include "cpcc/report/followup.hpp"
#include "cpcc/report/reconcile.hpp"
#include "cpcc/report/summary.hpp"
#include "fixture.hpp"

#include <sqlite3.h>

#include <map>
#include <regex>
#include <set>

namespace {

using namespace db_fixture;

const std::set<std::string> facts{
    "session",        "session_partner", "session_unit",  "session_tag",     "attendance",
    "attendance_tag", "problem",         "problem_tag",   "progress",        "progress_tag",
    "lookback",       "lookback_tag",    "document",      "document_author", "document_tag",
    "donation",       "donation_tag",    "pledge",        "pledge_tag",      "pairing",
    "pairing_tag",    "publicity",       "publicity_tag", "commendation",    "commendation_tag"};

// Records every statement that any connection of this process steps during its lifetime.
class Recorder {
public:
    Recorder() { sqlite3_auto_extension(reinterpret_cast<void (*)()>(&attach)); }
    ~Recorder() { sqlite3_cancel_auto_extension(reinterpret_cast<void (*)()>(&attach)); }
    static std::set<std::string>& statements() {
        static std::set<std::string> all;
        return all;
    }

private:
    static int attach(sqlite3* connection, char**, const void*) {
        sqlite3_trace_v2(
            connection, SQLITE_TRACE_STMT,
            [](unsigned, void*, void* statement, void*) {
                statements().insert(sqlite3_sql(static_cast<sqlite3_stmt*>(statement)));
                return 0;
            },
            nullptr);
        return SQLITE_OK;
    }
};

// Returns the tables of a statement by their aliases.
std::multimap<std::string, std::string> names_in(const std::string& sql) {
    static const std::regex pattern(
        R"(\b(?:FROM|JOIN)\s+(\w+)(?:\s+(?!WHERE\b|ORDER\b|JOIN\b|LEFT\b|ON\b|UNION\b|GROUP\b)(\w+))?)");
    std::multimap<std::string, std::string> names;
    for (std::sregex_iterator at(sql.begin(), sql.end(), pattern), end; at != end; ++at)
        names.emplace((*at)[2].length() ? (*at)[2].str() : (*at)[1].str(), (*at)[1].str());
    return names;
}

// Returns "problem: SCAN p  <-  SELECT …" for each step of the plan that scans a whole table of facts, with or without
// an index.
std::vector<std::string> scans(db::Connection& connection, const std::string& sql) {
    static const std::regex scan(R"(^SCAN (\w+)( .*)?$)");
    std::vector<std::string> found;
    const auto names = names_in(sql);
    auto plan = connection.prepare("EXPLAIN QUERY PLAN " + sql);
    while (plan.step()) {
        const std::string step = plan.str(3);
        std::smatch match;
        if (!std::regex_match(step, match, scan)) continue;
        const auto [first, last] = names.equal_range(match[1].str());
        for (auto table = first; table != last; ++table)
            if (facts.contains(table->second)) found.push_back(fmt::format("{}: {}  <-  {}", table->second, step, sql));
    }
    return found;
}

std::vector<std::string> scans_of_all(db::Connection& connection) {
    std::vector<std::string> all;
    for (const std::string& sql : Recorder::statements())
        for (auto& scan : scans(connection, sql)) all.push_back(std::move(scan));
    return all;
}

}  // namespace

TEST_CASE("the check of query plans detects a scan") {
    if (on_server()) return;  // the test reads the plans of SQLite
    StockedOffice office;
    CHECK(scans(*office.database, "SELECT s.id FROM session s WHERE s.title = 'x' ORDER BY s.id").size() == 1);
    CHECK(scans(*office.database, "SELECT count(*) FROM problem").size() == 1);
    CHECK(scans(*office.database, "SELECT id FROM session WHERE held_on = 20240305").empty());
    CHECK(scans(*office.database, "SELECT id FROM area").empty());
}

TEST_CASE("no report scans a table of facts") {
    if (on_server()) return;
    const Recorder recorder;
    Recorder::statements().clear();
    StockedOffice office;
    const auto database = db::open(office.path, db::Mode::read);
    Recorder::statements().clear();
    const Period march = Period::parse("2024-03", Date::of(2024, 9, 4));
    SUBCASE("summary") {
        const std::vector<report::CustomMeasure> canteens{
            {"canteens", "食堂", "canteens", "problems_solved", {"tag=幸福食堂"}}};
        report::SummarySpec spec{
            march, "", "QS", {report::Group::district, report::Group::month}, report::ask({}, canteens)};
        spec.total = true;
        report::summary(*database, spec);
        spec.by = {report::Group::member};
        spec.compare = {report::Compare::last_year};
        report::summary(*database, spec);
    }
    SUBCASE("explain") {
        for (const auto& measure : report::measures()) {
            const report::SummarySpec spec{march, "", {}, {}, report::ask({std::string(measure.id)}, {})};
            report::explain(*database, spec, std::string(measure.id));
        }
    }
    SUBCASE("coverage") { report::coverage(*database, {march, {}, {}, false}); }
    SUBCASE("followup") { report::followup(*database, {Date::of(2024, 9, 4), {}, {}, {30, 180}, false}); }
    SUBCASE("calendar") {
        report::CalendarSpec spec{march, Date::of(2024, 9, 4), {}, {}, {}, {}, false};
        auto& rule = spec.calendar.rules.emplace_back();
        rule.name = "5";
        rule.day = 5;
        const report::CalendarList lists[]{report::CalendarList::days, report::CalendarList::missed,
                                           report::CalendarList::streaks};
        report::calendar(*database, spec, lists);
    }
    SUBCASE("appraisal") {
        report::AppraisalRules rules;
        rules.id = "all";
        rules.categories.emplace_back().id = "events";
        for (const auto& event : report::event_words()) {
            if (!event.of_members) continue;
            auto& rule = rules.rules.emplace_back();
            rule.id = event.id;
            rule.event = &event;
            rule.points = 10;
            rule.tag = "样板";
        }
        report::appraisal(*database, {rules},
                          {report::Appraised::members, "2024", Date::of(2024, 9, 4), {}, {}, {}, "", false});
    }
    SUBCASE("reconcile") { report::reconcile(*database, {march, {}, report::ask({}, {}), true, false}); }
    SUBCASE("chain") { report::chain(*database, {"S1", {}, false}); }
    CHECK(Recorder::statements().size() > 5);
    CHECK(join(scans_of_all(*database), "\n") == "");
}
