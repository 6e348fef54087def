// A look-back with the result "relapsed" reopens its problem; the solved date remains only in the history.
#include "fixture.hpp"

using namespace db_fixture;
using Lines = std::vector<std::string>;

namespace {

const char* solved = "code,title,category,platform,raised_on,solved_on\nQ2,路灯,doorstep,P1,2024-03-01,2024-04-01";
const char* relapsed = "problem,seen_on,result\nQ2,2024-05-01,relapsed";

}  // namespace

TEST_CASE("a relapse reopens a solved problem") {
    StockedOffice office;
    office.import("problem", solved);
    const auto outcome = office.import("lookback", relapsed);
    CHECK(outcome.text() == "1 added");
    CHECK(outcome.reopened == 1);
    CHECK(office.value("problem", "Q2", "solved_on") == "");
    CHECK(office.history("problem", "Q2") == Lines{"import", "import solved_on: 2024-04-01 -> "});
    SUBCASE("importing the same files again changes nothing") {
        for (const auto mode : {OnExisting::same, OnExisting::update, OnExisting::skip}) {
            CHECK(office.import({{"problem", solved}, {"lookback", relapsed}}, mode).text() == "2 unchanged");
            CHECK(office.value("problem", "Q2", "solved_on") == "");
        }
    }
    SUBCASE("a reopened problem can be solved only on a later day") {
        CHECK(office.edit("problem", "Q2", {{"solved_on", "2024-05-01"}}).text() ==
              "--solved-on: 2024-05-01 is not after the last relapse (2024-05-01)");
        CHECK(office.edit("problem", "Q2", {{"solved_on", "2024-05-02"}}).text() == "1 updated");
        CHECK(office.value("problem", "Q2", "solved_on") == "2024-05-02");
        CHECK(office.import("lookback", relapsed).reopened == 0);
        CHECK(office.value("problem", "Q2", "solved_on") == "2024-05-02");
    }
    SUBCASE("an import may contain the later solution") {
        CHECK(office.import("problem", "code,solved_on\nQ2,2024-06-01", OnExisting::update).text() == "1 updated");
        CHECK(office.value("problem", "Q2", "solved_on") == "2024-06-01");
    }
    SUBCASE("voiding the look-back leaves the problem open") {
        office.set_void("lookback", "#1", true);
        CHECK(office.value("problem", "Q2", "solved_on") == "");
    }
}

TEST_CASE("one import may contain a problem and its relapse") {
    StockedOffice office;
    const auto outcome = office.import({{"problem", solved}, {"lookback", relapsed}});
    CHECK(outcome.text() == "2 added");
    CHECK(outcome.reopened == 1);
    CHECK(office.value("problem", "Q2", "solved_on") == "");
    CHECK(office.history("problem", "Q2") == Lines{"import solved_on: 2024-04-01 -> "});
    CHECK(office.import({{"problem", solved}, {"lookback", relapsed}}).text() == "2 unchanged");
}

TEST_CASE("only a relapse on or after the day of the solution reopens a problem") {
    StockedOffice office;
    office.import("problem", solved);
    CHECK(office
              .import("lookback",
                      "problem,seen_on,result\nQ2,2024-03-31,relapsed\nQ2,2024-05-01,holding\nQ2,2024-05-02,partial")
              .reopened == 0);
    CHECK(office.value("problem", "Q2", "solved_on") == "2024-04-01");
    CHECK(office.add("lookback", {{"problem", "Q2"}, {"seen_on", "2024-04-01"}, {"result", "relapsed"}}).reopened == 1);
    CHECK(office.value("problem", "Q2", "solved_on") == "");
}

TEST_CASE("a look-back that becomes a relapse reopens the problem") {
    StockedOffice office;
    office.import("problem", solved);
    office.import("lookback", "problem,seen_on,result\nQ2,2024-05-01,holding");
    SUBCASE("by a correction") { CHECK(office.edit("lookback", "#1", {{"result", "relapsed"}}).reopened == 1); }
    SUBCASE("by being restored") {
        office.set_void("lookback", "#1", true);
        office.database->execute("UPDATE lookback SET result = 3");
        CHECK(office.set_void("lookback", "#1", false).done());
    }
    CHECK(office.value("problem", "Q2", "solved_on") == "");
}

TEST_CASE("a closed problem remains closed") {
    StockedOffice office;
    office.import(
        "problem",
        "code,title,category,platform,raised_on,closed_on,close_reason\nQ3,甲,urgent,P1,2024-03-01,2024-03-02,重复");
    CHECK(office.import("lookback", "problem,seen_on,result\nQ3,2024-05-01,relapsed").reopened == 0);
    CHECK(office.value("problem", "Q3", "closed_on") == "2024-03-02");
}

TEST_CASE("a problem without a code is matched after its relapse") {
    StockedOffice office;
    const std::string file = "title,category,platform,raised_on,solved_on\n路灯,doorstep,P1,2024-03-01,2024-04-01";
    CHECK(office.import("problem", file).text() == "1 added");
    CHECK(office.add("lookback", {{"problem", "QS-Q2024-00001"}, {"seen_on", "2024-05-01"}, {"result", "relapsed"}})
              .reopened == 1);
    CHECK(office.import("problem", file).text() == "1 unchanged");
}
