// A look-back with the result "relapsed" opens its problem again from its date on. The solution before it is kept.
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
    CHECK(office.value("problem", "Q2", "settled_before") == "2024-04-01/2024-05-01");
    CHECK(office.history("problem", "Q2") ==
          Lines{"import", "import solved_on: 2024-04-01 -> ", "import settled_before:  -> 2024-04-01/2024-05-01"});
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
    SUBCASE("a later solution may relapse too") {
        office.edit("problem", "Q2", {{"solved_on", "2024-05-02"}});
        CHECK(office.import("lookback", "problem,seen_on,result\nQ2,2024-08-01,relapsed").reopened == 1);
        CHECK(office.value("problem", "Q2", "settled_before") == "2024-04-01/2024-05-01;2024-05-02/2024-08-01");
        CHECK(office.import({{"problem", solved}, {"lookback", relapsed}}).text() == "2 unchanged");
    }
    SUBCASE("an earlier relapse that comes later moves the end of the solution") {
        CHECK(office.import("lookback", "problem,seen_on,result\nQ2,2024-04-20,relapsed").reopened == 0);
        CHECK(office.value("problem", "Q2", "settled_before") == "2024-04-01/2024-04-20");
    }
}

TEST_CASE("a solution stands again if its relapse is gone") {
    StockedOffice office;
    office.import({{"problem", solved}, {"lookback", relapsed}});
    SUBCASE("by voiding the look-back, and ends again by restoring it") {
        CHECK(office.set_void("lookback", "#1", true).restored == 1);
        CHECK(office.value("problem", "Q2", "solved_on") == "2024-04-01");
        CHECK(office.value("problem", "Q2", "settled_before") == "");
        CHECK(office.set_void("lookback", "#1", false).reopened == 1);
        CHECK(office.value("problem", "Q2", "settled_before") == "2024-04-01/2024-05-01");
    }
    SUBCASE("by another result") {
        CHECK(office.edit("lookback", "#1", {{"result", "holding"}}).restored == 1);
        CHECK(office.value("problem", "Q2", "solved_on") == "2024-04-01");
    }
    SUBCASE("by another problem") {
        office.import("problem", "code,title,category,platform,raised_on\nQ3,路灯,doorstep,P1,2024-03-01");
        CHECK(office.edit("lookback", "#1", {{"problem", "Q3"}}).restored == 1);
        CHECK(office.value("problem", "Q2", "solved_on") == "2024-04-01");
    }
    SUBCASE("by a date before the solution") {
        CHECK(office.edit("lookback", "#1", {{"seen_on", "2024-03-20"}}).restored == 1);
        CHECK(office.value("problem", "Q2", "solved_on") == "2024-04-01");
    }
    SUBCASE("but another date of the relapse moves its end") {
        CHECK(office.edit("lookback", "#1", {{"seen_on", "2024-06-01"}}).restored == 0);
        CHECK(office.value("problem", "Q2", "settled_before") == "2024-04-01/2024-06-01");
    }
    SUBCASE("but a later relapse ends it then") {
        office.import("lookback", "problem,seen_on,result\nQ2,2024-07-01,relapsed");
        CHECK(office.set_void("lookback", "#1", true).restored == 0);
        CHECK(office.value("problem", "Q2", "settled_before") == "2024-04-01/2024-07-01");
    }
    SUBCASE("but not if there is a later one") {
        office.edit("problem", "Q2", {{"solved_on", "2024-06-01"}});
        CHECK(office.set_void("lookback", "#1", true).restored == 0);
        CHECK(office.value("problem", "Q2", "solved_on") == "2024-06-01");
        CHECK(office.value("problem", "Q2", "settled_before") == "2024-04-01/2024-05-01");
    }
    SUBCASE("and no other look-back of the day ends it") {
        office.edit("problem", "Q2", {{"settled_before", "2024-04-01/2024-05-01;2024-05-02/2024-05-09"}});
        office.import("lookback", "problem,seen_on,result\nQ2,2024-05-09,holding");
        CHECK(office.edit("lookback", "#2", {{"satisfaction", "80"}}).restored == 0);
        CHECK(office.value("problem", "Q2", "settled_before") == "2024-04-01/2024-05-01;2024-05-02/2024-05-09");
    }
    CHECK(errors(*office.database).empty());
}

TEST_CASE("what was settled before is in the order of days") {
    StockedOffice office;
    office.import("problem", "code,title,category,platform,raised_on\nQ2,路灯,doorstep,P1,2024-03-01");
    const auto edited = [&](const std::string& before) {
        return office.edit("problem", "Q2", {{"settled_before", before}}).text();
    };
    CHECK(edited("2024-02-29/2024-03-05") == "--settled-before: 2024-02-29 is before raised on (2024-03-01)");
    CHECK(edited("2024-04-01/2024-05-01;2024-04-20/2024-06-01") ==
          "--settled-before: settled on 2024-04-20, before the problem was reopened on 2024-05-01");
    CHECK(edited("2024-05-01/2024-06-01;2024-04-01/2024-05-01:closed") == "1 updated");
    CHECK(office.value("problem", "Q2", "settled_before") == "2024-04-01/2024-05-01:closed;2024-05-01/2024-06-01");
    CHECK(office.edit("problem", "Q2", {{"solved_on", "2024-05-31"}}).text() ==
          "--solved-on: 2024-05-31 is before the problem was reopened (2024-06-01)");
    CHECK(office.edit("problem", "Q2", {{"solved_on", "2024-06-01"}}).text() == "1 updated");
    office.import("lookback", "problem,seen_on,result\nQ2,2024-05-10,relapsed");
    CHECK(office.value("problem", "Q2", "settled_before") == "2024-04-01/2024-05-01:closed;2024-05-01/2024-05-10");
    CHECK(edited("2024-05-01/2024-05-20") ==
          "--settled-before: the solution of 2024-05-01 ended with the relapse of "
          "2024-05-10");
    office.database->execute("UPDATE problem_settled SET reopened_on = 20240102 WHERE position = 1");
    CHECK(errors(*office.database) ==
          Lines{"problem Q2: settled_before: \"2024-04-01/2024-01-02:closed;2024-05-01/2024-05-10\" is not a possible "
                "value",
                "problem Q2: settled_before: settled on 2024-04-01, reopened on 2024-01-02: out of order"});
}

TEST_CASE("records with several solutions survive export and import") {
    StockedOffice office;
    const std::string problem =
        "code,title,category,platform,raised_on,solved_on,settled_before\n"
        "Q2,路灯,doorstep,P1,2024-03-01,2024-07-01,2024-03-02/2024-03-09:closed;2024-04-01/2024-05-01";
    CHECK(office.import({{"problem", problem}, {"lookback", relapsed}}).text() == "2 added");
    CHECK(office.value("problem", "Q2", "solved_on") == "2024-07-01");
    CHECK(office.value("problem", "Q2", "settled_before") == "2024-03-02/2024-03-09:closed;2024-04-01/2024-05-01");
    CHECK(office.history("problem", "Q2") == Lines{"import"});
    CHECK(office.import({{"problem", problem}, {"lookback", relapsed}}).text() == "2 unchanged");
}

TEST_CASE("one import may contain a problem and its relapse") {
    StockedOffice office;
    const auto outcome = office.import({{"problem", solved}, {"lookback", relapsed}});
    CHECK(outcome.text() == "2 added");
    CHECK(outcome.reopened == 1);
    CHECK(office.value("problem", "Q2", "solved_on") == "");
    CHECK(office.history("problem", "Q2") ==
          Lines{"import solved_on: 2024-04-01 -> ", "import settled_before:  -> 2024-04-01/2024-05-01"});
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
