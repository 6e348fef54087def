// References to other records: known, unknown, voided, refused, and later in the same file.
#include "fixture.hpp"

using namespace db_fixture;
using Lines = std::vector<std::string>;

namespace {

// Returns a file of the topics N0 … N(count-1), followed by their parent. With enough rows it is more than one batch.
std::string children_first(int count) {
    std::string file = "code,title,kind,proposed_on,parent\n";
    for (int i = 0; i < count; ++i) file += fmt::format("N{},子,annual,2024-01-05,TOP\n", i);
    return file + "TOP,总,annual,2024-01-01,";
}

}  // namespace

TEST_CASE("an unknown code is refused at its cell") {
    StockedOffice office;
    CHECK(office.import("platform", "code,name,kind,area,sector,convener\nP8,家,home,XX,X9,M9").text() ==
          "platform.csv:2: area: no area with code XX\nplatform.csv:2: sector: no sector with code X9\nplatform.csv:2: "
          "convener: no member with code M9");
    CHECK(office
              .import("session",
                      "code,held_on,platform,kind,title,members,units,partners\nS8,2024-01-01,P2,visit,甲,M1;M8:speak,"
                      "U9,P9;P3")
              .text() ==
          "session.csv:2: partners: no platform with code P9\nsession.csv:2: members: no member with code "
          "M8\nsession.csv:2: units: no unit with code U9");
    CHECK(
        office
            .add("topic",
                 {{"code", "T9"}, {"title", "甲"}, {"kind", "annual"}, {"proposed_on", "2024-01-01"}, {"parent", "T8"}})
            .text() == "--parent: no topic with code T8");
    CHECK(office.edit("platform", "P1", {{"convener", "M9"}}).text() == "--convener: no member with code M9");
}

TEST_CASE("a record may refer to a later row of its file") {
    Office office;
    const std::string file = "code,name,level,parent\nQS1,街,street,QS\nQS,青山,district,WH\nWH,武汉,city,";
    CHECK(office.import("area", file).text() == "3 added");
    CHECK(office.list("area", {"code", "parent"}) == "QS,WH QS1,QS WH,");
    CHECK(office.import("area", file).text() == "3 unchanged");
    CHECK(office.import("area", "code,name,level,parent\nJA,江岸,district,XX").text() ==
          "area.csv:2: parent: no area with code XX");
}

TEST_CASE("a forward reference may be thousands of rows away") {
    StockedOffice office;
    const std::string file = children_first(2300);
    CHECK(office.import("topic", file).text() == "2301 added");
    CHECK(office.value("topic", "N0", "parent") == "TOP");
    CHECK(office.value("topic", "N2299", "parent") == "TOP");
    CHECK(office.import("topic", file).text() == "2301 unchanged");
    CHECK(office
              .import("topic",
                      "code,title,kind,proposed_on,parent\nN9000,子,annual,2024-01-05,NO\n" + children_first(1500))
              .text()
              .find("topic.csv:2: parent: no topic with code NO") != std::string::npos);
}

TEST_CASE("a row without a code may refer to a later row") {
    StockedOffice office;
    std::string file = "code,title,kind,proposed_on,parent\n,无号,annual,2024-01-05,TOP\n";
    CHECK(office.import("topic", file + children_first(1500).substr(file.find('\n') + 1)).text() == "1502 added");
    CHECK(office.value("topic", "QS-T2024-00001", "parent") == "TOP");
}

TEST_CASE("an existing record that refers to a new row of the file has changed") {
    StockedOffice office;
    office.import("topic", "code,title,kind,proposed_on\nN0,子,annual,2024-01-05");
    const std::string file = children_first(1500);
    CHECK(
        office.import("topic", file).text() ==
        "topic.csv:2: parent: N0 already exists: new \"TOP\", existing \"\" (to change it, use --on-existing update)");
    SUBCASE("skip leaves the record") {
        CHECK(office.import("topic", file, OnExisting::skip).text() == "1500 added, 1 unchanged");
        CHECK(office.value("topic", "N0", "parent") == "");
    }
    SUBCASE("update changes the record and writes the history") {
        CHECK(office.import("topic", file, OnExisting::update).text() == "1500 added, 1 updated");
        CHECK(office.value("topic", "N0", "parent") == "TOP");
        CHECK(office.history("topic", "N0") == Lines{"import", "import parent:  -> TOP"});
    }
}

TEST_CASE("circular references are refused") {
    StockedOffice office;
    CHECK(office
              .import("topic",
                      "code,title,kind,proposed_on,parent\nA,a,annual,2024-01-05,B\nB,b,annual,2024-01-05,C\nC,c,"
                      "annual,2024-01-05,A")
              .text() ==
          "topic.csv:2: parent: circular reference\ntopic.csv:3: parent: circular reference\ntopic.csv:4: parent: "
          "circular reference");
    CHECK(office
              .add("problem", {{"code", "Q2"},
                               {"title", "甲"},
                               {"category", "urgent"},
                               {"raised_on", "2024-03-05"},
                               {"platform", "P1"},
                               {"follows", "Q1"}})
              .done());
    CHECK(office.edit("problem", "Q1", {{"follows", "Q2"}}).text() == "--follows: circular reference");
    CHECK(office.edit("problem", "Q1", {{"follows", "Q1"}}).text() == "--follows: circular reference");
}

TEST_CASE("rows that depend on a refused row are not reported, across any number of files") {
    Office office;
    const auto outcome = office.import(
        {{"area", "code,name,level\nQS,青山,county\nJA,江岸,district"},
         {"member", "code,name,level,area\nM1,张一,district,QS\nM2,李二,district,JA"},
         {"platform", "code,name,kind,area,convener\nP1,家,home,JA,M1\nP2,站,station,JA,"},
         {"assignment", "member,platform,role,since\nM1,P2,resident,2024-01-01\nM2,P1,resident,2024-01-01"},
         {"session",
          "code,held_on,platform,kind,title,members\nS1,2024-01-01,P2,visit,甲,M1;M2\nS2,2024-01-01,P1,visit,甲,M2"},
         {"attendance", "session,member,role\nS2,M2,chair"}});
    CHECK(outcome.text() ==
          "area.csv:2: level: \"county\" is not a valid value; allowed: province, city, district, street, community, "
          "compound");
}

TEST_CASE("the children of a row that a rule or a missing field refuses are not reported") {
    Office office;
    CHECK(office.import("area", "code,name,level,parent\nQS1,街,street,QS\nQS,,district,\nQS11,社区,community,QS1")
              .text() == "area.csv:3: name: required");
}

TEST_CASE("a new reference to a voided record is refused, and an existing one is allowed") {
    StockedOffice office;
    office.import("assignment", "member,platform,role,since\nM2,P3,resident,2024-01-01");
    REQUIRE(office.set_void("member", "M2", true).done());
    const std::string session =
        "code,held_on,platform,kind,title,members\nS1,2024-03-05,P1,consult,食堂协商,M1;M2:speak";
    CHECK(office.import("session", session).text() == "1 unchanged");
    CHECK(office.import("assignment", "member,platform,role,since\nM2,P3,resident,2024-01-01").text() == "1 unchanged");
    CHECK(office.add("platform", {{"code", "P9"}, {"name", "家"}, {"kind", "home"}, {"area", "QS"}, {"convener", "M2"}})
              .text() == "--convener: member M2 is voided");
    CHECK(office.edit("platform", "P1", {{"convener", "M2"}}).text() == "--convener: member M2 is voided");
    CHECK(office.import("platform", "code,convener\nP1,M2", OnExisting::update).text() ==
          "platform.csv:2: convener: member M2 is voided");
    CHECK(office.import("assignment", "member,platform,role,since\nM2,P3,liaison,2024-01-01").text() ==
          "assignment.csv:2: member: member M2 is voided");
    SUBCASE("records that refer to a voided record can still be changed") {
        CHECK(office.edit("session", "S1", {{"title", "别的"}}).done());
        CHECK(office.edit("session", "S1", {{"members", "M1;M2:speak;M3"}}).done());
        CHECK(office.edit("assignment", "#1", {{"until", "2024-02-01"}}).done());
    }
}

TEST_CASE("references to a record are counted by kind, without voided records") {
    StockedOffice office;
    office.edit("platform", "P1", {{"convener", "M1"}});
    const auto of = [&](const std::string& kind, const std::string& name) {
        std::string all;
        for (const auto& reference :
             store::references(*office.database, records::kind(kind), office.find(kind, name).id))
            all += fmt::format("{}{} {}", all.empty() ? "" : ", ", reference.count, reference.kind->id);
        return all;
    };
    CHECK(of("member", "M1") == "1 platform, 1 attendance");
    CHECK(of("platform", "P1") == "1 topic, 1 session, 1 problem");
    CHECK(of("area", "QS") == "1 area, 2 member, 1 platform");
    CHECK(of("platform", "P3") == "");
    office.edit("session", "S1", {{"partners", "P3"}});
    CHECK(of("platform", "P3") == "1 session");
    office.set_void("session", "S1", true);
    CHECK(of("platform", "P3") == "");
    CHECK(of("platform", "P1") == "1 topic, 1 problem");
}

TEST_CASE("several codes in a field keep their order") {
    StockedOffice office;
    office.add(
        "document",
        {{"code", "D1"}, {"kind", "proposal"}, {"title", "提案"}, {"filed_on", "2024-05-01"}, {"authors", "M2;M1"}});
    CHECK(office.value("document", "D1", "authors") == "M2;M1");
    CHECK(office.import("document", "code,authors\nD1,M1;M2").text() ==
          "document.csv:2: authors: D1 already exists: new \"M1;M2\", existing \"M2;M1\" (to change it, use "
          "--on-existing update)");
    CHECK(office.edit("document", "D1", {{"authors", "M1;M2"}}).text() == "1 updated");
    CHECK(office.value("document", "D1", "authors") == "M1;M2");
}
