// Adding and changing records: new records, existing records, and the changes that a file may make to them.
#include "fixture.hpp"

using namespace db_fixture;
using Lines = std::vector<std::string>;

TEST_CASE("adding a record writes its values to the history") {
    Office office;
    CHECK(office.add("sector", {{"code", "X1"}, {"name", "经济"}, {"tags", "a;b"}}).text() == "1 added");
    CHECK(office.list("sector", {"code", "name", "tags"}) == "X1,经济,a;b");
    CHECK(office.history("sector", "X1") == Lines{"add code:  -> X1", "add name:  -> 经济", "add tags:  -> a;b"});
    CHECK(office.add("sector", {{"code", "X1"}, {"name", "经济"}}).text() == "CODE: sector X1 already exists");
}

TEST_CASE("editing changes single fields and writes each change to the history") {
    StockedOffice office;
    CHECK(office.edit("platform", "P1", {{"brand", "红钢城"}, {"model", "yes"}, {"convener", "M1"}}).text() ==
          "1 updated");
    CHECK(office.edit("platform", "P1", {{"brand", "-"}, {"convener", "M2"}, {"tags", "样板;新"}}).text() ==
          "1 updated");
    CHECK(office.edit("platform", "P1", {{"model", "yes"}}).text() == "1 unchanged");
    CHECK(office.history("platform", "P1") == Lines{"import", "edit convener:  -> M1", "edit brand:  -> 红钢城",
                                                    "edit model:  -> yes", "edit convener: M1 -> M2",
                                                    "edit brand: 红钢城 -> ", "edit tags: 样板 -> 样板;新"});
    CHECK(office.value("platform", "P1", "name") == "钢都之家");
    CHECK(office.value("platform", "P1", "brand") == "");
}

TEST_CASE("an unchanged record leaves no entry in the history") {
    StockedOffice office;
    const auto entries = office.number("SELECT count(*) FROM entry");
    office.edit("platform", "P1", {{"name", "钢都之家"}});
    office.import("sector", "code,name\nX1,经济");
    CHECK(office.number("SELECT count(*) FROM entry") == entries);
}

TEST_CASE("an entry records who, what, when and how many") {
    StockedOffice office;
    office.import("sector", "code,name\nX1,经济界\nX2,教育\nX9,农业", OnExisting::update);
    auto row = office.database->prepare(
        "SELECT by, action, source, added, updated, unchanged, at FROM entry ORDER BY id DESC LIMIT 1");
    REQUIRE(row.step());
    CHECK(row.text(0) == "tester");
    CHECK(row.text(1) == "import");
    CHECK(row.text(2) == "test");
    CHECK(row.integer(3) == 1);
    CHECK(row.integer(4) == 1);
    CHECK(row.integer(5) == 1);
    CHECK(row.text(6).size() == 25);
}

TEST_CASE("importing the same file twice changes nothing") {
    Office office;
    const std::string file = "code,name,note,tags\nX1,经济,无,a;b\nX2,教育,,";
    CHECK(office.import("sector", file).text() == "2 added");
    CHECK(office.import("sector", file).text() == "2 unchanged");
    CHECK(office.import("sector", file, OnExisting::update).text() == "2 unchanged");
    CHECK(office.import("sector", file, OnExisting::skip).text() == "2 unchanged");
    CHECK(office.import("sector", "code,tags\nX1,b;a").text() == "1 unchanged");  // tags have no order
}

TEST_CASE("a row that differs from its record is refused with each difference") {
    StockedOffice office;
    CHECK(
        office.import("member", "code,name,level,area,sector\nM1,张三,city,JA,X1").text() ==
        "member.csv:2: name: M1 already exists: new \"张三\", existing \"张一\" (to change it, use --on-existing "
        "update)\n"
        "member.csv:2: level: M1 already exists: new \"city\", existing \"district\" (to change it, use --on-existing "
        "update)\n"
        "member.csv:2: area: M1 already exists: new \"JA\", existing \"QS\" (to change it, use --on-existing update)");
    CHECK(office.value("member", "M1", "name") == "张一");
}

TEST_CASE("update writes given cells, ignores empty ones, and clears fields with a dash") {
    StockedOffice office;
    CHECK(office.import("member", "code,name,sector,joined_on\nM1,张三,,-\nM2,,X1,", OnExisting::update).text() ==
          "2 updated");
    CHECK(office.list("member", {"code", "name", "sector", "joined_on", "left_on"}) ==
          "M1,张三,X1,,2024-12-31 M2,李二,X1,, M3,王三,X1,,");
    CHECK(office.history("member", "M1") ==
          Lines{"import", "import name: 张一 -> 张三", "import joined_on: 2022-01-01 -> "});
}

TEST_CASE("skip leaves existing records, and fail refuses even identical ones") {
    StockedOffice office;
    CHECK(office.import("sector", "code,name\nX1,别的\nX9,农业", OnExisting::skip).text() == "1 added, 1 unchanged");
    CHECK(office.value("sector", "X1", "name") == "经济");
    CHECK(office.import("sector", "code,name\nX1,经济", OnExisting::fail).text() ==
          "sector.csv:2: code: sector X1 already exists");
}

TEST_CASE("every invalid cell is reported, and nothing is written") {
    Office office;
    const auto outcome =
        office.import({{"area", "code,name,level\nWH,武汉,city\nQS,青山,county\nb d,,district\nJA,,district"},
                       {"sector", "code,name\nX1,经济"}});
    CHECK(outcome.text() ==
          "area.csv:3: level: \"county\" is not a valid value; allowed: province, city, district, street, community, "
          "compound\n"
          "area.csv:4: code: \"b d\" is not a code; use 1 to 40 letters, digits, ., - or _\n"
          "area.csv:5: name: required");
    CHECK(office.list("area", {"code"}) == "");
    CHECK(office.list("sector", {"code"}) == "");
    CHECK(office.number("SELECT count(*) FROM entry") == 0);
}

TEST_CASE("all errors of a row are reported together") {
    StockedOffice office;
    CHECK(office.import("platform", "code,name,kind,area,convener\nP9,,house,XX,M9").text() ==
          "platform.csv:2: kind: \"house\" is not a valid value; allowed: home, station, studio, contact, "
          "opinion\nplatform.csv:2: area: no area with code XX\n"
          "platform.csv:2: convener: no member with code M9\nplatform.csv:2: name: required");
}

TEST_CASE("short, long and totals rows are refused, and unknown columns are named") {
    Office office;
    CHECK(office.import("sector", "code,name\nX1\nX2,a,b\n合计,2\nX3,教育").text() ==
          "sector.csv:2: the row has 1 cells, but the header has 2\nsector.csv:3: the row has 3 cells, but the header "
          "has 2\nsector.csv:4: it is a totals row or a foot (\"合计\") with data below it; delete it");
    CHECK(office.import("sector", "code,nane,编号\nX1,a,b").text() ==
          "sector.csv:1: nane: sector has no such column; did you mean name?\nsector.csv:1: 编号: duplicate column");
    CHECK(office.import("sector", "名称,编号\n经济,X1").text() == "1 added");
    CHECK(office.value("sector", "X1", "name") == "经济");
}

TEST_CASE("errors are in the order of files and lines") {
    StockedOffice office;
    // Line 2 breaks a rule, which is checked last. Line 3 has a bad cell, which is found first.
    const auto outcome = office.import(
        {{"topic", "code,title,kind,proposed_on,platform\nT5,甲,annual,2020-01-01,P1\nT6,乙,annual,2024-1-1,P1"},
         {"problem", "code,title,category,raised_on,platform\nQ5,甲,urgent,2020-01-01,P1\nQ6,乙,urgent,2024-1-1,P1"}});
    REQUIRE(outcome.refusals.size() == 4);
    CHECK(outcome.refusals[0].starts_with("topic.csv:2: proposed_on: 2020-01-01 is before platform P1 opened"));
    CHECK(outcome.refusals[1].starts_with("topic.csv:3: proposed_on: "));
    CHECK(outcome.refusals[2].starts_with("problem.csv:2: raised_on: "));
    CHECK(outcome.refusals[3].starts_with("problem.csv:3: raised_on: "));
}

TEST_CASE("a duplicate code in a file is refused at its second row") {
    Office office;
    CHECK(office.import("sector", "code,name\nX1,a\nX2,b\nX1,a").text() ==
          "sector.csv:4: code: duplicate \"X1\", first on line 2");
    office.add("sector", {{"code", "X1"}, {"name", "a"}});
    CHECK(office.import("sector", "code,name\nX1,a\nX2,b\nX1,a").text() ==
          "sector.csv:4: code: duplicate \"X1\", first on line 2");
    SUBCASE("the rows may be far apart") {
        std::string file = "code,name\n";
        for (int i = 0; i < 2500; ++i) file += fmt::format("N{},n\n", i);
        CHECK(office.import("sector", file + "N7,n").text() ==
              "sector.csv:2502: code: duplicate \"N7\", first on line 9");
    }
    SUBCASE("the first row may be invalid") {
        for (const std::string code : {"X1", "X9"}) {
            const auto outcome = office.import("sector", "code,name\n" + code + ",-\n" + code + ",a");
            CAPTURE(code);
            REQUIRE(outcome.refusals.size() == 2);
            CHECK(outcome.refusals[0] == "sector.csv:2: name: required; it cannot be cleared with \"-\"");
            CHECK(outcome.refusals[1].find("duplicate \"" + code + "\", first on line ") != std::string::npos);
        }
    }
}

TEST_CASE("codes are case-sensitive and keep leading zeros") {
    Office office;
    CHECK(office.import("sector", "code,name\nx1,a\nX1,b\n001,c\n1,d").text() == "4 added");
    CHECK(office.list("sector", {"code"}) == "001 1 X1 x1");
}

TEST_CASE("a missing code is generated from office, letter, year and number") {
    StockedOffice office;
    CHECK(office.add("platform", {{"name", "新家"}, {"kind", "home"}, {"area", "QS"}}).done());
    CHECK(office.list("platform", {"code"}) == "P1 P2 P3 QS-P2024-00001");
    CHECK(office
              .import("session",
                      "held_on,platform,kind,title\n2024-01-02,P2,consult,甲\n2023-12-31,P2,consult,乙\n2024-01-03,P2,"
                      "consult,丙")
              .text() == "3 added");
    CHECK(office.list("session", {"code", "title"}) ==
          "QS-S2023-00001,乙 QS-S2024-00001,甲 QS-S2024-00002,丙 S1,食堂协商");
    SUBCASE("a new code follows the highest one") {
        office.import("session",
                      "code,held_on,platform,kind,title\nQS-S2024-00041,2024-01-02,P2,consult,丁\nQS-S2024-x,2024-01-"
                      "02,P2,consult,戊");
        office.add("session", {{"held_on", "2024-02-02"}, {"platform", "P2"}, {"kind", "visit"}, {"title", "己"}});
        CHECK(office.value("session", "QS-S2024-00042", "title") == "己");
    }
    SUBCASE("codes entered by hand are skipped") {
        office.import("session",
                      "code,held_on,platform,kind,title\nQS-S2024-00041,2024-01-02,P2,consult,丁\nQS-S2024-000x1,2024-"
                      "01-02,P2,consult,戊\nQS-S2024-9999x,2024-01-02,P2,consult,己\n"
                      "QS-S2024-20240102,2024-01-02,P2,consult,庚");
        office.add("session", {{"held_on", "2024-02-02"}, {"platform", "P2"}, {"kind", "visit"}, {"title", "辛"}});
        CHECK(office.value("session", "QS-S2024-00042", "title") == "辛");
    }
    SUBCASE("numbers above 99999 get more digits") {
        office.import("session", "code,held_on,platform,kind,title\nQS-S2024-99999,2024-01-02,P2,consult,丁");
        for (const auto code : {"QS-S2024-100000", "QS-S2024-100001"}) {
            office.add("session", {{"held_on", "2024-02-02"}, {"platform", "P2"}, {"kind", "visit"}, {"title", code}});
            CHECK(office.value("session", code, "title") == code);
        }
    }
    SUBCASE("codes given in the same file are skipped") {
        CHECK(office
                  .import("session",
                          "code,held_on,platform,kind,title\n,2024-01-05,P2,consult,丁\nQS-S2024-00003,2024-01-06,P2,"
                          "consult,戊")
                  .text() == "2 added");
        CHECK(office.value("session", "QS-S2024-00004", "title") == "丁");
    }
    SUBCASE("no code is generated without an office code") {
        office.office = "";
        CHECK(office.add("platform", {{"name", "新家"}, {"kind", "home"}, {"area", "QS"}}).text() ==
              "CODE: missing; enter one, or set office.code in the configuration to generate codes");
    }
}

TEST_CASE("rows without a code match identical records") {
    StockedOffice office;
    const std::string file =
        "held_on,platform,kind,title,members,tags\n2024-01-02,P2,consult,甲,M3:chair,食堂\n2024-01-02,P2,consult,甲,M3:"
        "chair,食堂\n2024-01-02,P2,consult,乙,,";
    CHECK(office.import("session", file).text() == "3 added");  // two equal rows are two records
    CHECK(office.import("session", file).text() == "3 unchanged");
    CHECK(office.import("session", file + "\n2024-01-02,P2,consult,甲,M3:chair,食堂").text() == "1 added, 3 unchanged");
    CHECK(office.import("session", "held_on,platform,kind,title,members\n2024-01-02,P2,consult,甲,M3:speak").text() ==
          "session.csv:2: code: the row may be any of QS-S2024-00001, QS-S2024-00002, QS-S2024-00004; add its code");
    CHECK(office
              .import("session", "held_on,platform,kind,title,members\n2024-01-02,P2,consult,乙,M3:speak",
                      OnExisting::update)
              .text() == "1 updated");
    CHECK(office.value("session", "QS-S2024-00003", "members") == "M3:speak");
    CHECK(office.import("session", "held_on,platform,kind,title,members\n2024-01-02,P2,visit,乙,").text() == "1 added");
}

TEST_CASE("a look-back or a progress sent again with another result is a change of the record") {
    StockedOffice office;
    const std::string progress = "problem,noted_on,stage,text\nQ1,2024-03-06,plan,议\nQ1,2024-03-07,build,";
    CHECK(office.import("progress", progress).text() == "2 added");
    CHECK(office.import("progress", progress).text() == "2 unchanged");
    CHECK(
        office.import("progress", "problem,noted_on,stage,text\nQ1,2024-03-06,plan,再议", OnExisting::update).text() ==
        "1 updated");
    CHECK(office.number("SELECT count(*) FROM progress") == 2);
    const std::string lookback = "problem,seen_on,result\nQ1,2024-06-01,";
    CHECK(office.import("lookback", lookback + "holding").text() == "1 added");
    CHECK(office.import("lookback", lookback + "partial", OnExisting::update).text() == "1 updated");
    CHECK(office.number("SELECT count(*) FROM lookback") == 1);
}

TEST_CASE("rows of kinds with a key match by the key") {
    StockedOffice office;
    const std::string file =
        "member,platform,area,role,since,until\nM1,P1,,resident,2023-01-01,\nM1,,QS1,resident,2023-01-01,2023-12-31";
    CHECK(office.import("assignment", file).text() == "2 added");
    CHECK(office.import("assignment", file).text() == "2 unchanged");
    CHECK(
        office.import("assignment", "member,platform,role,since,until\nM1,P1,resident,2023-01-01,2024-05-31").text() ==
        "assignment.csv:2: until: #1 already exists: new \"2024-05-31\", existing \"\" (to change it, use "
        "--on-existing update)");
    CHECK(office
              .import("assignment", "member,platform,role,since,until\nM1,P1,resident,2023-01-01,2024-05-31",
                      OnExisting::update)
              .text() == "1 updated");
    CHECK(office.value("assignment", "#1", "until") == "2024-05-31");
    CHECK(office.import("assignment", file + "\nM1,P1,,resident,2023-01-01,")
              .text()
              .find("assignment.csv:4: member: duplicate of line 2") != std::string::npos);
}

TEST_CASE("a masked phone is no change and is never stored") {
    StockedOffice office;
    CHECK(office.import("member", "code,phone\nM1,138****5678").text() == "1 unchanged");
    CHECK(office.import("member", "code,phone\nM1,138****5678", OnExisting::update).text() == "1 unchanged");
    CHECK(office.import("member", "code,phone\nM1,139****5678", OnExisting::update).text() == "1 unchanged");
    CHECK(office
              .add("member",
                   {{"code", "M9"}, {"name", "九"}, {"level", "city"}, {"area", "QS"}, {"phone", "138****5678"}})
              .text() == "--phone: the number is masked; enter the full number");
    CHECK(office.value("member", "M1", "phone") == "13812345678");
    SUBCASE("the history masks phones") {
        office.edit("member", "M1", {{"phone", "13900001111"}});
        CHECK(office.history("member", "M1").back() == "edit phone: 138****5678 -> 139****1111");
    }
}

TEST_CASE("voiding and restoring write their reason to the history and delete nothing") {
    StockedOffice office;
    CHECK(office.set_void("topic", "T1", true).done());
    CHECK(office.list("topic", {"code"}) == "");
    CHECK(office.find("topic", "T1").voided != 0);
    CHECK(office.history("topic", "T1") == Lines{"import", "void voided:  -> yes"});
    CHECK(store::history(*office.database, records::kind("topic"), office.find("topic", "T1")).back().why == "wrong");
    SUBCASE("a voided record cannot be changed") {
        CHECK(office.edit("topic", "T1", {{"title", "别的"}}).text() == "CODE: topic T1 is voided; restore it first");
        CHECK(office.import("topic", "code,title\nT1,别的", OnExisting::update).text() ==
              "topic.csv:2: code: topic T1 is voided; restore it first");
    }
    SUBCASE("an identical row in a file is accepted and leaves the record voided") {
        const auto outcome = office.import("topic", "code,title\nT1,食堂");
        CHECK(outcome.text() == "1 unchanged");
        CHECK(outcome.counts.voided == 1);
        CHECK(office.find("topic", "T1").voided != 0);
    }
    SUBCASE("its code remains in use") {
        CHECK_FALSE(
            office.add("topic", {{"code", "T1"}, {"title", "别的"}, {"kind", "annual"}, {"proposed_on", "2024-01-01"}})
                .done());
    }
    SUBCASE("a restored record counts again") {
        CHECK(office.set_void("topic", "T1", false).done());
        CHECK(office.list("topic", {"code"}) == "T1");
        CHECK(office.history("topic", "T1").back() == "restore voided: yes -> ");
    }
}

TEST_CASE("restoring checks the rules again") {
    StockedOffice office;
    office.add(
        "topic",
        {{"code", "T2"}, {"title", "甲"}, {"kind", "annual"}, {"proposed_on", "2024-05-01"}, {"platform", "P1"}});
    office.set_void("topic", "T2", true);
    office.edit("platform", "P1", {{"closed_on", "2024-04-30"}});
    CHECK(office.set_void("topic", "T2", false).text() ==
          "--proposed-on: 2024-05-01 is after platform P1 closed (2024-04-30)");
}

TEST_CASE("revealing phones writes to the history") {
    Office office;
    store::record_reveal(*office.database, {.by = "tester", .office = "", .today = {}}, "member list");
    auto row = office.database->prepare("SELECT by, action, source FROM entry");
    REQUIRE(row.step());
    CHECK(row.text(0) == "tester");
    CHECK(row.text(1) == "reveal");
    CHECK(row.text(2) == "member list");
}
