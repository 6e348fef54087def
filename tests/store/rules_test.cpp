// Every rule of the domain, broken once by its own record and once by the other record: the change is refused with its
// place and reason.
#include "fixture.hpp"

#include "cpcc/store/doubles.hpp"

using namespace db_fixture;

namespace {

struct Case {
    const char* what;
    std::string kind, text, refusal;
};

const char* topics = "code,title,kind,platform,proposed_on,approved_on,closed_on\n";
const char* problems = "code,title,category,platform,raised_on,solved_on,closed_on,close_reason\n";
const char* assignments = "member,platform,area,role,since,until\n";
const char* session_columns = "code,held_on,platform,kind,title,members\n";

}  // namespace

TEST_CASE("a row that breaks a rule is refused with its place and reason") {
    StockedOffice office;
    office.today = Date::of(2025, 12, 31);
    const std::vector<Case> cases{
        {"session before its platform", "session", std::string(session_columns) + "S9,2022-12-31,P1,visit,甲,",
         "held_on: 2022-12-31 is before platform P1 opened (2023-01-01)"},
        {"session after its platform", "session", std::string(session_columns) + "S9,2024-07-01,P1,visit,甲,",
         "held_on: 2024-07-01 is after platform P1 closed (2024-06-30)"},
        {"problem before its platform", "problem", std::string(problems) + "Q9,甲,urgent,P1,2022-12-31,,,",
         "raised_on: 2022-12-31 is before platform P1 opened (2023-01-01)"},
        {"problem after its platform", "problem", std::string(problems) + "Q9,甲,urgent,P1,2024-07-01,,,",
         "raised_on: 2024-07-01 is after platform P1 closed (2024-06-30)"},
        {"topic before its platform", "topic", std::string(topics) + "T9,甲,annual,P1,2022-12-31,,",
         "proposed_on: 2022-12-31 is before platform P1 opened (2023-01-01)"},
        {"topic after its platform", "topic", std::string(topics) + "T9,甲,annual,P1,2024-07-01,,",
         "proposed_on: 2024-07-01 is after platform P1 closed (2024-06-30)"},
        {"assignment before its platform", "assignment", std::string(assignments) + "M2,P1,,resident,2022-12-31,",
         "since: 2022-12-31 is before platform P1 opened (2023-01-01)"},
        {"assignment after its platform", "assignment", std::string(assignments) + "M2,P1,,resident,2024-07-01,",
         "since: 2024-07-01 is after platform P1 closed (2024-06-30)"},
        {"assignment before the term", "assignment", std::string(assignments) + "M1,P2,,resident,2021-12-31,",
         "member: 2021-12-31 is before member M1 joined (2022-01-01)"},
        {"assignment after the term", "assignment", std::string(assignments) + "M1,P2,,resident,2025-01-01,",
         "member: 2025-01-01 is after member M1 left (2024-12-31)"},
        {"attendance before the term", "session", std::string(session_columns) + "S9,2021-12-31,P2,visit,甲,M1",
         "members: 2021-12-31 is before member M1 joined (2022-01-01)"},
        {"attendance after the term", "session", std::string(session_columns) + "S9,2025-01-01,P2,visit,甲,M1",
         "members: 2025-01-01 is after member M1 left (2024-12-31)"},
        {"problem raised before the term", "problem",
         "code,title,category,platform,raised_on,raised_by\nQ9,甲,urgent,P2,2021-12-31,M1",
         "raised_by: 2021-12-31 is before member M1 joined (2022-01-01)"},
        {"problem raised after the term", "problem",
         "code,title,category,platform,raised_on,raised_by\nQ9,甲,urgent,P2,2025-01-01,M1",
         "raised_by: 2025-01-01 is after member M1 left (2024-12-31)"},
        {"look-back after the term", "lookback", "problem,seen_on,result,seen_by\nQ1,2025-01-01,holding,M1",
         "seen_by: 2025-01-01 is after member M1 left (2024-12-31)"},
        {"solved before raised", "problem", std::string(problems) + "Q9,甲,urgent,P1,2024-01-02,2024-01-01,,",
         "solved_on: 2024-01-01 is before 2024-01-02 (raised on)"},
        {"closed before raised", "problem", std::string(problems) + "Q9,甲,urgent,P1,2024-01-02,,2024-01-01,重复",
         "closed_on: 2024-01-01 is before 2024-01-02 (raised on)"},
        {"solved and closed", "problem",
         std::string(problems) + "Q9,甲,urgent,P1,2024-01-01,2024-01-02,2024-01-03,重复",
         "closed_on: solved on 2024-01-02 and cannot also be closed on 2024-01-03"},
        {"closed without reason", "problem", std::string(problems) + "Q9,甲,urgent,P1,2024-01-01,,2024-01-03,",
         "close_reason: fill in both closed_on and close_reason"},
        {"reason without closing", "problem", std::string(problems) + "Q9,甲,urgent,P1,2024-01-01,,,重复",
         "close_reason: fill in both closed_on and close_reason"},
        {"progress before raised", "progress", "problem,noted_on,stage\nQ1,2024-03-04,plan",
         "noted_on: 2024-03-04 is before problem Q1 was raised (2024-03-05)"},
        {"look-back before raised", "lookback", "problem,seen_on,result\nQ1,2024-03-04,holding",
         "seen_on: 2024-03-04 is before problem Q1 was raised (2024-03-05)"},
        {"approved before proposed", "topic", std::string(topics) + "T9,甲,annual,P1,2024-01-02,2024-01-01,",
         "approved_on: 2024-01-01 is before 2024-01-02 (proposed on)"},
        {"topic closed before proposed", "topic", std::string(topics) + "T9,甲,annual,P1,2024-01-02,,2024-01-01",
         "closed_on: 2024-01-01 is before 2024-01-02 (proposed on)"},
        {"until before since", "assignment", std::string(assignments) + "M2,P2,,resident,2024-01-02,2024-01-01",
         "until: 2024-01-01 is before 2024-01-02 (since)"},
        {"left before joined", "member", "code,name,level,area,joined_on,left_on\nM9,九,city,QS,2024-01-02,2024-01-01",
         "left_on: 2024-01-01 is before 2024-01-02 (joined on)"},
        {"platform closed before opened", "platform",
         "code,name,kind,area,opened_on,closed_on\nP9,家,home,QS,2024-01-02,2024-01-01",
         "closed_on: 2024-01-01 is before 2024-01-02 (opened on)"},
        {"area closed before opened", "area",
         "code,name,level,opened_on,closed_on\nA9,某,district,2024-01-02,2024-01-01",
         "closed_on: 2024-01-01 is before 2024-01-02 (opened on)"},
        {"assignment to neither", "assignment", std::string(assignments) + "M2,,,resident,2024-01-01,",
         "platform: fill in either platform or area, but not both"},
        {"assignment to both", "assignment", std::string(assignments) + "M2,P2,QS,resident,2024-01-01,",
         "platform: fill in either platform or area, but not both"},
        {"area under its equal", "area", "code,name,level,parent\nA9,某,district,QS",
         "parent: parent area QS is not of a higher level"},
        {"area under a lower one", "area", "code,name,level,parent\nA9,某,district,QS1",
         "parent: parent area QS1 is not of a higher level"},
        {"area under itself", "area", "code,name,level,parent\nA9,某,district,A9",
         "parent: parent area A9 is not of a higher level"},
        {"document adopted before filed", "document",
         "code,kind,title,filed_on,adopted_on\nD9,proposal,甲,2024-01-02,2024-01-01",
         "adopted_on: 2024-01-01 is before 2024-01-02 (filed on)"},
        {"donation before its platform", "donation", "code,given_on,platform,item\nG9,2022-12-31,P1,书",
         "given_on: 2022-12-31 is before platform P1 opened (2023-01-01)"},
        {"pledge after the term", "pledge", "code,pledged_on,member,target,title,area\nL9,2025-01-01,M1,project,甲,QS",
         "member: 2025-01-01 is after member M1 left (2024-12-31)"},
        {"pairing ended before it began", "pairing",
         "code,member,target_group,count,area,since,until\nK9,M2,child,3,QS,2024-01-02,2024-01-01",
         "until: 2024-01-01 is before 2024-01-02 (since)"},
        {"commendation of nobody", "commendation", "code,issued_on,title\nC9,2024-01-02,先进",
         "member: fill in either member or platform, but not both"},
    };
    for (const Case& c : cases) {
        CAPTURE(std::string(c.what));
        const auto outcome = office.import(c.kind, c.text);
        CHECK(outcome.text() == c.kind + ".csv:2: " + c.refusal);
    }
    CHECK(errors(*office.database).empty());
}

TEST_CASE("a fact dated after today is refused unless it is planned or --future allows it") {
    StockedOffice office;
    const std::string planned = "code,held_on,state,platform,kind,title\nS8,2024-09-05,planned,P2,visit,甲";
    const std::string held = "code,held_on,platform,kind,title\nS9,2024-09-05,P2,visit,乙";
    CHECK(office.import("session", planned).text() == "1 added");
    CHECK(
        office.import("session", held).text() ==
        "session.csv:2: held_on: 2024-09-05 is after today; set the state to planned, or use --future if it is meant");
    CHECK(office.edit("session", "S8", {{"state", "held"}}).text() ==
          "--state: its date 2024-09-05 is after today, so it was not held yet");
    CHECK(office.edit("session", "S8", {{"state", "held"}, {"held_on", "2024-09-04"}}).text() == "1 updated");
    CHECK(office.edit("problem", "Q1", {{"solved_on", "2024-09-05"}}).text() ==
          "--solved-on: 2024-09-05 is after today; use --future if it is meant");
    CHECK(office.edit("problem", "Q1", {{"due_on", "2030-09-05"}}).text() == "1 updated");
    CHECK(office.import("topic", std::string(topics) + "T9,甲,annual,P2,2024-09-05,,").text() == "1 added");
    office.future = true;
    CHECK(office.import("session", held).text() == "1 added");
}

TEST_CASE("a session of a platform and an area lies in or below the platform's area") {
    StockedOffice office;
    const std::string columns = "code,held_on,platform,area,kind,title\n";
    CHECK(office.import("area", "code,name,level,parent\nZ1,外区,district,\nZ3,小区,compound,JA1").done());
    const std::string area = office.value("platform", "P2", "area");
    CHECK(office.import("session", columns + "S7,2024-02-01,P2," + area + ",visit,甲").text() == "1 added");
    CHECK(office.import("session", columns + "S8,2024-02-01,,Z3,training,乙").text() == "1 added");
    CHECK(office.import("session", columns + "S9,2024-02-01,P2,Z1,visit,丙").text() ==
          fmt::format("session.csv:2: area: area Z1 is not in area {} of platform P2", area));
    CHECK(office.import("session", columns + "S9,2024-02-01,,,visit,丙").text() ==
          "session.csv:2: platform: fill in platform or area, or both");
}

TEST_CASE("records that look like one are named when the second comes, until they are voided or confirmed") {
    StockedOffice office;
    const std::string columns = "code,held_on,platform,kind,title\n";
    CHECK(office.import("session", columns + "D1,2024-02-01,P2,visit,走访独居老人").text() == "1 added");
    CHECK(office.doubles.empty());
    CHECK(
        office.import("session", columns + "D2,2024-02-01,P2,visit,走访独居老人（二）\nD3,2024-02-01,P2,visit,清扫河道")
            .text() == "2 added");
    REQUIRE(office.doubles.size() == 1);
    CHECK(
        office.doubles[0] ==
        "session D1 and D2 may be the same (same held on, platform, kind and a similar title); if both are right, run "
        "cpcc distinct session D1 D2");
    const auto found = store::doubles(*office.database);
    REQUIRE(found.size() == office.doubles.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        CHECK(found[i].severity == store::Severity::note);
        CHECK(office.doubles[i] == found[i].what + "; if both are right, run " + found[i].command);
    }
    {
        store::Change change(*office.database, office.author(), "distinct", false);
        change.set_distinct(records::kind("session"), office.find("session", "D2").id, office.find("session", "D1").id);
        change.commit();
    }
    CHECK(store::doubles(*office.database).empty());
    {
        store::Change again(*office.database, office.author(), "distinct", false);
        CHECK_THROWS_AS(again.set_distinct(records::kind("session"), office.find("session", "D1").id,
                                           office.find("session", "D2").id),
                        Error);
    }
    const std::string gifts =
        "code,given_on,platform,donor,cash\nG8,2024-02-01,P2,某企业,100\nG9,2024-02-01,P2,某企业,100";
    CHECK(office.import("donation", gifts).text() == "2 added");
    CHECK(office.doubles.size() == 1);
    CHECK(office.import("donation", "code,given_on,platform,cash\nH8,2024-02-01,P2,50\nH9,2024-02-01,P2,50").done());
    CHECK(office.doubles.empty());
}

TEST_CASE("the first and last day of a range are included") {
    StockedOffice office;
    office.today = Date::of(2025, 12, 31);
    CHECK(office
              .import("session",
                      std::string(session_columns) + "S8,2023-01-01,P1,visit,甲,M1\nS9,2024-06-30,P1,visit,甲,M1")
              .done());
    CHECK(office
              .import("session",
                      std::string(session_columns) + "S6,2022-01-01,P2,visit,甲,M1\nS7,2024-12-31,P2,visit,甲,M1")
              .done());
    CHECK(office
              .import("problem",
                      std::string(problems) +
                          "Q8,甲,urgent,P1,2024-06-30,2024-06-30,,\nQ9,甲,urgent,P2,2024-01-01,,2024-01-01,重复")
              .done());
    CHECK(office.import("assignment", std::string(assignments) + "M2,P1,,resident,2024-06-30,2024-06-30").done());
    CHECK(office.import("progress", "problem,noted_on,stage\nQ1,2024-03-05,plan").done());
    CHECK(office.import("lookback", "problem,seen_on,result\nQ1,2024-03-05,holding").done());
}

TEST_CASE("a session's partners may be closed or not yet open") {
    StockedOffice office;
    CHECK(office.import("session", "code,held_on,platform,kind,title,partners\nS9,2022-12-31,P2,visit,甲,P1").done());
}

TEST_CASE("assignments of the same member, place and role do not overlap") {
    StockedOffice office;
    REQUIRE(office
                .import("assignment",
                        std::string(assignments) + "M2,P2,,resident,2024-01-01,2024-03-31\nM2,,QS,resident,2024-01-01,")
                .text() == "2 added");
    CHECK(office.import("assignment", std::string(assignments) + "M2,P2,,resident,2024-03-31,").text() ==
          "assignment.csv:2: since: overlaps another assignment of the same member, place and role (since 2024-01-01)");
    CHECK(office.import("assignment", std::string(assignments) + "M2,,QS,resident,2025-03-31,").text() ==
          "assignment.csv:2: since: overlaps another assignment of the same member, place and role (since 2024-01-01)");
    // The later of the two is at fault, whichever comes first in the file.
    CHECK(
        office
            .import("assignment", std::string(assignments) + "M2,P3,,resident,2024-02-01,\nM2,P3,,resident,2024-01-01,")
            .text() ==
        "assignment.csv:2: since: overlaps another assignment of the same member, place and role (since 2024-01-01)");
    CHECK(office.import("assignment", std::string(assignments) + "M2,P2,,resident,2023-12-01,").text() ==
          "assignment.csv:2: assignment #1: overlaps another assignment of the same member, place and role (since "
          "2023-12-01)");
    SUBCASE("adjacent periods, other places and other roles are allowed") {
        CHECK(office
                  .import("assignment", std::string(assignments) +
                                            "M2,P2,,resident,2024-04-01,\nM2,P2,,liaison,2024-01-01,\nM2,P3,,resident,"
                                            "2024-01-01,\nM2,,JA,resident,2024-01-01,\nM3,P2,,resident,2024-01-01,\n"
                                            "M2,P2,,resident,2023-01-01,2023-12-31")
                  .text() == "6 added");
    }
    SUBCASE("an assignment cannot be extended into the next") {
        office.import("assignment", std::string(assignments) + "M2,P2,,resident,2024-04-01,");
        CHECK_FALSE(office.edit("assignment", "#1", {{"until", "2024-04-01"}}).done());
        CHECK_FALSE(office.edit("assignment", "#1", {{"until", "-"}}).done());
        CHECK(office.set_void("assignment", "#3", true).done());
        CHECK(office.edit("assignment", "#1", {{"until", "-"}}).done());
        CHECK_FALSE(office.set_void("assignment", "#3", false).done());
    }
    SUBCASE("a voided assignment does not overlap") {
        CHECK(office.set_void("assignment", "#1", true).done());
        CHECK(office.import("assignment", std::string(assignments) + "M2,P2,,resident,2024-03-31,").text() ==
              "1 added");
    }
}

TEST_CASE("a rule also holds when the other record changes") {
    StockedOffice office;
    office.import("assignment", std::string(assignments) + "M1,P1,,resident,2023-02-01,");
    CHECK(office.edit("platform", "P1", {{"opened_on", "2023-02-02"}}).text() ==
          "assignment #1: 2023-02-01 is before platform P1 opened (2023-02-02)");
    CHECK(office.edit("platform", "P1", {{"closed_on", "2024-03-04"}}).text() ==
          "session S1: 2024-03-05 is after platform P1 closed (2024-03-04)\nproblem Q1: 2024-03-05 is after platform "
          "P1 closed (2024-03-04)");
    CHECK(office.edit("member", "M1", {{"left_on", "2024-03-04"}}).text() ==
          "attendance #1: 2024-03-05 is after member M1 left (2024-03-04)");
    CHECK(office.edit("member", "M1", {{"joined_on", "2023-02-02"}}).text() ==
          "assignment #1: 2023-02-01 is before member M1 joined (2023-02-02)");
    CHECK(office.edit("area", "QS", {{"level", "community"}})
              .text()
              .find("area QS1: parent area QS is not of a higher level") != std::string::npos);
    office.import("progress", "problem,noted_on,stage\nQ1,2024-03-06,plan");
    CHECK(office.edit("problem", "Q1", {{"raised_on", "2024-03-07"}}).text() ==
          "progress #1: 2024-03-06 is before problem Q1 was raised (2024-03-07)");
    CHECK(office.import("platform", "code,closed_on\nP1,2024-03-04", OnExisting::update)
              .refusals.front()
              .starts_with("platform.csv:2: "));
}

TEST_CASE("voided records, and records that belong to them, break no rule") {
    StockedOffice office;
    office.import("progress", "problem,noted_on,stage\nQ1,2024-03-06,plan");
    office.set_void("session", "S1", true);
    office.set_void("problem", "Q1", true);
    office.set_void("topic", "T1", true);
    CHECK(office.edit("platform", "P1", {{"closed_on", "2023-12-31"}}).text() == "1 updated");
    CHECK(office.edit("member", "M1", {{"left_on", "2024-03-04"}}).text() == "1 updated");
    CHECK(office.edit("member", "M2", {{"joined_on", "2024-06-01"}}).text() == "1 updated");
    CHECK(errors(*office.database).empty());
    SUBCASE("restored records are checked again") {
        CHECK_FALSE(office.set_void("session", "S1", false).done());
        CHECK_FALSE(office.set_void("topic", "T1", false).done());
        CHECK_FALSE(office.set_void("problem", "Q1", false).done());
    }
}

TEST_CASE("rows with and without codes keep their lines when a rule is broken") {
    StockedOffice office;
    CHECK(office
              .import("topic", std::string(topics) + "T7,甲,annual,P1,2024-01-01,,\n,乙,annual,P1,2022-01-01,,\nT8,丙,"
                                                     "annual,P1,2022-01-02,,\n,丁,annual,P1,2022-01-03,,")
              .text() ==
          "topic.csv:3: proposed_on: 2022-01-01 is before platform P1 opened (2023-01-01)\ntopic.csv:4: proposed_on: "
          "2022-01-02 is before platform P1 opened (2023-01-01)\n"
          "topic.csv:5: proposed_on: 2022-01-03 is before platform P1 opened (2023-01-01)");
}

TEST_CASE("a full check finds rules broken by other programs") {
    StockedOffice office;
    CHECK(errors(*office.database).empty());
    office.database->execute(
        "UPDATE platform SET closed_on = 20240301 WHERE code = 'P1'; UPDATE problem SET close_reason = 'x'");
    const auto found = errors(*office.database);
    REQUIRE(found.size() == 3);
    CHECK(found[0] == "session S1: held_on: 2024-03-05 is after platform P1 closed (2024-03-01)");
    CHECK(found[1] == "problem Q1: raised_on: 2024-03-05 is after platform P1 closed (2024-03-01)");
    CHECK(found[2] == "problem Q1: close_reason: fill in both closed_on and close_reason");
}
