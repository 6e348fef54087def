// The members of a session are attendances: one live row for each session and member, however it was entered.
#include "fixture.hpp"

using namespace db_fixture;
using Lines = std::vector<std::string>;

namespace {

std::string attendances(Office& office) { return office.list("attendance", {"session", "member", "role"}); }

}  // namespace

TEST_CASE("the members of a session are its attendances") {
    StockedOffice office;
    CHECK(attendances(office) == "S1,M1,attend S1,M2,speak");
    CHECK(office.value("session", "S1", "members") == "M1;M2:speak");
    CHECK(office.add("attendance", {{"session", "S1"}, {"member", "M3"}, {"role", "chair"}}).done());
    CHECK(office.value("session", "S1", "members") == "M1;M2:speak;M3:chair");
}

TEST_CASE("editing members voids removed attendances, adds new ones, and records changed roles") {
    StockedOffice office;
    CHECK(office.edit("session", "S1", {{"members", "M2:chair;M3"}}).text() == "1 updated");
    CHECK(attendances(office) == "S1,M2,chair S1,M3,attend");
    CHECK(office.history("attendance", "#1") == Lines{"import", "edit voided:  -> yes"});
    CHECK(office.history("attendance", "#2") == Lines{"import", "edit role: speak -> chair"});
    CHECK(office.history("session", "S1") == Lines{"import", "edit members: M1;M2:speak -> M2:chair;M3"});
    CHECK(office.number("SELECT count(*) FROM attendance") == 3);
    SUBCASE("a returning member gets a new row") {
        CHECK(office.edit("session", "S1", {{"members", "M1"}}).done());
        CHECK(attendances(office) == "S1,M1,attend");
        CHECK(office.number("SELECT count(*) FROM attendance") == 4);
    }
    SUBCASE("a dash voids all attendances") {
        CHECK(office.edit("session", "S1", {{"members", "-"}}).done());
        CHECK(attendances(office) == "");
        CHECK(office.value("session", "S1", "members") == "");
    }
}

TEST_CASE("a different order of members is no change, but a different role is") {
    StockedOffice office;
    CHECK(office.import("session", "code,members\nS1,M2:speak;M1").text() == "1 unchanged");
    CHECK(office.import("session", "code,members\nS1,M2;M1").text() ==
          "session.csv:2: members: S1 already exists: new \"M2;M1\", existing \"M1;M2:speak\" (to change it, use "
          "--on-existing update)");
}

TEST_CASE("the same attendance in both files is one row") {
    StockedOffice office;
    CHECK(office.import("attendance", "session,member,role\nS1,M1,attend\nS1,M2,speak").text() == "2 unchanged");
    CHECK(office.import("attendance", "session,member,role\nS1,M1,chair").text() ==
          "attendance.csv:2: role: #1 already exists: new \"chair\", existing \"attend\" (to change it, use "
          "--on-existing update)");
    CHECK(office.import("attendance", "session,member,role\nS1,M1,chair", OnExisting::update).text() == "1 updated");
    CHECK(office.value("session", "S1", "members") == "M1:chair;M2:speak");
    SUBCASE("one import may contain both files") {
        CHECK(office
                  .import({{"session", "code,held_on,platform,kind,title,members\nS2,2024-03-06,P2,visit,甲,M1;M3"},
                           {"attendance", "session,member,role,note\nS2,M1,attend,迟到\nS2,M2,absent,"}})
                  .text() == "3 added");  // an attendance's own row counts as the added one, and may give more fields
        CHECK(office.value("session", "S2", "members") == "M1;M3;M2:absent");
        CHECK(office.value("attendance", "#3", "note") == "迟到");
        CHECK(office.history("attendance", "#3") == Lines{"import"});
        CHECK(office
                  .import({{"session", "code,held_on,platform,kind,title,members\nS3,2024-03-06,P2,visit,甲,M1"},
                           {"attendance", "session,member,role\nS3,M1,chair"}})
                  .text() ==
              "attendance.csv:2: role: #6 already exists: new \"chair\", existing \"attend\" (to change it, use "
              "--on-existing update)");
    }
}

TEST_CASE("a member attends a session once") {
    StockedOffice office;
    CHECK(office.import("attendance", "session,member,role\nS1,M3,attend\nS1,M3,attend").text() ==
          "attendance.csv:3: session: duplicate of line 2");
    CHECK(office.add("attendance", {{"session", "S1"}, {"member", "M1"}, {"role", "chair"}}).text() ==
          "attendance #1 already exists");
    CHECK(office.edit("attendance", "#2", {{"member", "M1"}}).text() == "--session: duplicate of #1");
    CHECK(attendances(office) == "S1,M1,attend S1,M2,speak");
    SUBCASE("a voided attendance cannot be restored beside a new one") {
        office.edit("session", "S1", {{"members", "M2:speak"}});
        office.edit("session", "S1", {{"members", "M1:chair;M2:speak"}});
        CHECK(office.set_void("attendance", "#1", false).text() == "--session: duplicate of #3");
        CHECK(attendances(office) == "S1,M2,speak S1,M1,chair");
        CHECK(office.set_void("attendance", "#3", true).done());
        CHECK(office.set_void("attendance", "#1", false).done());
        CHECK(attendances(office) == "S1,M1,attend S1,M2,speak");
    }
}

TEST_CASE("a file adds its members to the existing ones, and a dash clears them") {
    StockedOffice office;
    CHECK(office.import("session", "code,members\nS1,M2:speak").text() == "1 unchanged");
    CHECK(office.import("session", "code,members\nS1,M2:speak;M3")
              .text()
              .find("session.csv:2: members: S1 already exists") == 0);
    CHECK(office.import("session", "code,members\nS1,M2:speak;M3", OnExisting::update).text() == "1 updated");
    CHECK(attendances(office) == "S1,M1,attend S1,M2,speak S1,M3,attend");
    CHECK(office.import("session", "code,members\nS1,M3:leave", OnExisting::update).text() == "1 updated");
    CHECK(attendances(office) == "S1,M1,attend S1,M2,speak S1,M3,leave");
    CHECK(office.import("session", "code,members\nS1,-", OnExisting::update).text() == "1 updated");
    CHECK(attendances(office) == "");
}

TEST_CASE("a row without members leaves the existing members") {
    StockedOffice office;
    CHECK(office.import("session", "code,title,members\nS1,别的,", OnExisting::update).text() == "1 updated");
    CHECK(office.value("session", "S1", "members") == "M1;M2:speak");
}

TEST_CASE("a rule that a member breaks is reported at the column members") {
    StockedOffice office;
    office.today = Date::of(2025, 12, 31);
    CHECK(office
              .import("session",
                      "code,held_on,platform,kind,title,members\nS5,2021-12-31,P2,visit,甲,M2\nS6,2021-12-31,P2,visit,"
                      "乙,M2;M1")
              .text() == "session.csv:3: members: 2021-12-31 is before member M1 joined (2022-01-01)");
    CHECK(office.edit("session", "S1", {{"held_on", "2025-01-01"}, {"platform", "P2"}}).text() ==
          "attendance #1: 2025-01-01 is after member M1 left (2024-12-31)");
}

TEST_CASE("a voided row remains voided when its file is imported again") {
    StockedOffice office;
    const std::string file = "session,member,role\nS1,M3,chair";
    CHECK(office.import("attendance", file).text() == "1 added");
    CHECK(office.set_void("attendance", "#3", true).done());
    const auto again = office.import("attendance", file);
    CHECK(again.text() == "1 unchanged");
    CHECK(again.counts.voided == 1);
    CHECK(attendances(office) == "S1,M1,attend S1,M2,speak");
    SUBCASE("a user may add a voided attendance again") {
        CHECK(office.add("attendance", {{"session", "S1"}, {"member", "M3"}, {"role", "attend"}}).done());
        CHECK(attendances(office) == "S1,M1,attend S1,M2,speak S1,M3,attend");
    }
}
