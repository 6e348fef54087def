// Imports of many rows: they take faster paths, which must give the same result.
#include "fixture.hpp"

#include <functional>

using namespace db_fixture;

namespace {

std::string sessions(int first, int last) {
    std::string text = "code,held_on,platform,kind,title,tags";
    for (int n = first; n <= last; ++n)
        text += fmt::format("\nB{:06},2024-02-{:02},P2,consult,第{}场,加装电梯", n, n % 28 + 1, n);
    return text;
}

// Returns a file with two attendances for every session, its rows in the order of `place`.
std::string attendances(int sessions, const std::function<int(int)>& place) {
    std::string text = "session,member,role";
    for (int n = 0; n < sessions * 2; ++n) {
        const int row = place(n);
        text += fmt::format("\nB{:06},{},attend", row / 2 + 1, row % 2 ? "M2" : "M3");
    }
    return text;
}

std::string indexes(Office& office) {
    std::string all;
    auto rows = office.database->prepare(
        on_server() ? "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY indexname"
                    : "SELECT name, sql FROM sqlite_schema WHERE type = 'index' ORDER BY name");
    while (rows.step()) all += rows.str(0) + " " + rows.str(1) + "\n";
    return all;
}

// A file whose reader fails in the middle.
class BrokenReader final : public files::Reader {
public:
    explicit BrokenReader(int good) : good_(good) {}
    const std::string& encoding() const override { return encoding_; }
    bool next(files::Row& row) override {
        if (line_ > good_) throw Error(Exit::failed, "it ends here");
        if (line_ == 0) {
            row = {++line_, header_};
            return true;
        }
        code_ = fmt::format("X{}", ++line_);
        cells_ = {code_, "经济"};
        row = {line_, cells_};
        return true;
    }

private:
    int good_;
    int line_ = 0;
    std::string code_, encoding_ = "utf-8";
    std::vector<std::string_view> header_{"code", "name"};
    std::vector<std::string_view> cells_;
};

}  // namespace

TEST_CASE("a first load leaves the indexes of the schema") {
    StockedOffice office;
    Office empty;
    const std::string before = indexes(office);
    REQUIRE(before == indexes(empty));
    SUBCASE("after sessions with tags and attendances") {
        Office fresh;
        const auto loaded = fresh.import({{"area", "code,name,level\nQS,青山区,district"},
                                          {"member", "code,name,level,area\nM2,李二,district,QS\nM3,王三,district,QS"},
                                          {"platform", "code,name,kind,area\nP2,某之家,home,QS"},
                                          {"session", sessions(1, 3000)},
                                          {"attendance", attendances(3000, [](int n) { return n; })}});
        CHECK(loaded.text() == "9004 added");
        CHECK(indexes(fresh) == before);
        CHECK(fresh.number("SELECT count(*) FROM session_tag WHERE tag = '加装电梯'") == 3000);
        CHECK(fresh.database->catalog().integrity().empty());
        CHECK_THROWS_AS(fresh.database->execute("UPDATE attendance SET member = 4711 WHERE id = 1"),
                        Error);  // foreign keys are checked row by row again
    }
    SUBCASE("after sessions with members") {
        Office fresh;
        std::string text = "code,held_on,platform,kind,title,members";
        for (int n = 1; n <= 3000; ++n) text += fmt::format("\nB{:06},2024-02-01,P2,consult,第{}场,M2;M3:speak", n, n);
        REQUIRE(fresh
                    .import({{"area", "code,name,level\nQS,青山区,district"},
                             {"member", "code,name,level,area\nM2,李二,district,QS\nM3,王三,district,QS"},
                             {"platform", "code,name,kind,area\nP2,某之家,home,QS"}})
                    .done());
        const auto loaded = fresh.import({{"session", text}, {"attendance", attendances(2, [](int n) { return n; })}},
                                         OnExisting::update);
        CHECK(loaded.done());
        CHECK(fresh.number("SELECT count(*) FROM attendance") == 6000);
        CHECK(indexes(fresh) == before);
        CHECK(fresh.database->catalog().integrity().empty());
    }
    SUBCASE("after a load that is refused at its end") {
        Office fresh;
        const auto loaded = fresh.import({{"sector", [] {
                                               std::string text = "code,name";
                                               for (int n = 1; n <= 3000; ++n)
                                                   text += fmt::format("\nX{},第{}界别", n, n);
                                               return text + "\nX1,又是它";
                                           }()}});
        CHECK(loaded.text() == "sector.csv:3002: code: duplicate \"X1\", first on line 2");
        CHECK(indexes(fresh) == before);
        CHECK(fresh.number("SELECT count(*) FROM sector") == 0);
    }
}

TEST_CASE("a duplicate attendance in a file is found in any order of rows") {
    StockedOffice office;
    REQUIRE(office.import("session", sessions(1, 300)).text() == "300 added");
    const auto orders = {std::pair<std::string, std::function<int(int)>>{"by session", [](int n) { return n; }},
                         {"backwards", [](int n) { return 599 - n; }},
                         {"by member", [](int n) { return n < 300 ? 2 * n : 2 * (n - 300) + 1; }},
                         {"all over", [](int n) { return n * 7 % 600; }}};
    for (const auto& [name, order] : orders) {
        CAPTURE(name);
        CHECK(office.import({{"attendance", attendances(300, order)}}, OnExisting::same, false).text() == "600 added");
        const std::string first = attendances(300, order);
        const std::string again = first + "\n" + std::string(cpcc::split(first, "\n").at(40));
        CHECK(office.import("attendance", again).text() == "attendance.csv:602: session: duplicate of line 41");
    }
}

TEST_CASE("a duplicate is found among many attendances of one session") {
    Office office;
    std::string members = "code,name,level,area", came = "session,member,role";
    for (int n = 1; n <= 500; ++n) {
        members += fmt::format("\nM{},委员,district,QS", n);
        came += fmt::format("\nS1,M{},attend", n);
    }
    REQUIRE(office
                .import({{"area", "code,name,level\nQS,青山区,district"},
                         {"member", members},
                         {"platform", "code,name,kind,area\nP2,某之家,home,QS"},
                         {"session", "code,held_on,platform,kind,title\nS1,2024-02-01,P2,consult,会"}})
                .done());
    CHECK(office.import("attendance", came + "\nS1,M7,speak").text() ==
          "attendance.csv:502: session: duplicate of line 8");
    CHECK(office.import("attendance", came).text() == "500 added");
    CHECK(office.import("attendance", came).text() == "500 unchanged");
}

TEST_CASE("a large file may refer to existing records and to its own rows") {
    StockedOffice office;
    REQUIRE(office.import("session", sessions(1, 2500)).text() == "2500 added");
    CHECK(office.import("session", sessions(1, 5000)).text() == "2500 added, 2500 unchanged");
    std::string problems = "code,title,category,raised_on,platform,session,follows";
    for (int n = 1; n <= 2500; ++n)
        problems += fmt::format("\nR{},某事,urgent,2024-03-01,P2,B{:06},{}", n, n * 2,
                                n < 2500 ? fmt::format("R{}", n + 1) : "");
    CHECK(office.import("problem", problems).text() == "2500 added");
    CHECK(office.value("problem", "R1", "follows") == "R2");
    CHECK(office.value("problem", "R2400", "session") == "B004800");
    CHECK(office.import("problem", problems).text() == "2500 unchanged");
    CHECK(office.import("attendance", "session,member,role\nB009999,M2,attend").text() ==
          "attendance.csv:2: session: no session with code B009999");
}

TEST_CASE("a truncated file is an error, and nothing is written") {
    Office office;
    for (const int good : {0, 10, 999, 1000, 1001, 9000}) {
        store::Change change(*office.database, office.author(), "import", false, "test");
        BrokenReader reader(good);
        CHECK_THROWS_WITH(store::import_rows(change, records::kind("sector"), reader, "sector.csv", {}),
                          "it ends here");
    }
    CHECK(office.number("SELECT count(*) FROM sector") == 0);
}

TEST_CASE("an aborted import does not read the rest of its file") {
    Office office;
    store::Change change(*office.database, office.author(), "import", false, "test");
    TextReader reader(sessions(1, 30000));
    store::ImportOptions options;
    options.progress = [](std::int64_t rows) { throw Error(Exit::failed, fmt::format("given up at {}", rows)); };
    CHECK_THROWS_WITH(store::import_rows(change, records::kind("session"), reader, "session.csv", options),
                      "given up at 10000");
}

TEST_CASE("fed rows are read unchanged") {
    Office office;
    const std::vector<db::Cell> cells{std::int64_t{7},  std::string_view("武昌"), db::Cell(),
                                      std::int64_t{-1}, std::string_view(""),     std::string_view("c")};
    office.database->bulk_load().feed(cells, 3);
    std::string seen;
    auto rows = office.database->prepare("SELECT c0, c1, c2, c3 FROM feed");
    for (int time = 0; time < 2; ++time, rows.reset())
        while (rows.step())
            seen += fmt::format("{}|{}|{}|{};", rows.text(0), rows.text(1), rows.is_null(2) ? "null" : rows.str(2),
                                rows.is_null(3));
    CHECK(seen == "7|武昌|null|true;-1||c|true;7|武昌|null|true;-1||c|true;");
    office.database->bulk_load().feed({}, 3);
    CHECK_FALSE(rows.step());
}

TEST_CASE("deferred references are checked, and later ones row by row again") {
    Office office;
    const auto insert_broken_reference = [&](bool behind) {
        db::Transaction transaction(*office.database, db::Transaction::Kind::write);
        const std::vector<std::string> tables{"sector", "sector_tag"};
        if (behind) office.database->bulk_load().defer_references();
        office.database->execute("INSERT INTO sector_tag (sector, position, tag) VALUES (77, 1, '某')");
        if (behind) office.database->bulk_load().check_references(tables);
        transaction.commit();
    };
    CHECK_THROWS_AS(insert_broken_reference(false), Error);
    CHECK_THROWS_AS(insert_broken_reference(true), Error);
    CHECK_THROWS_AS(insert_broken_reference(false), Error);
    {
        db::Transaction aborted(*office.database, db::Transaction::Kind::write);
        office.database->bulk_load().defer_references();
    }
    CHECK_THROWS_AS(insert_broken_reference(false), Error);
    CHECK(office.number("SELECT count(*) FROM sector_tag") == 0);
}

TEST_CASE("repeated rows match their records in any order and leave the others unchanged") {
    StockedOffice office;
    const auto came = [](std::vector<int> numbers, std::string_view role) {
        std::string text = "session,member,role";
        for (const int n : numbers) text += fmt::format("\nB{:06},M{},{}", n, 2 + n % 2, role);
        return text;
    };
    REQUIRE(office.import("session", sessions(1, 900)).done());
    REQUIRE(office.import("attendance", came({1, 2, 3, 5, 8, 13, 21, 34, 500, 900}, "attend")).text() == "10 added");
    CHECK(office.import("attendance", came({5, 3, 2, 8, 1}, "attend")).text() == "5 unchanged");  // close together
    CHECK(office.import("attendance", came({900, 1, 500}, "attend")).text() == "3 unchanged");    // far apart
    CHECK(office.import("attendance", came({2, 4, 3, 5}, "attend")).text() == "1 added, 3 unchanged");
    CHECK_FALSE(office.import("attendance", came({3, 2}, "speak")).done());
    CHECK_FALSE(office.import("attendance", came({900, 2}, "speak")).done());
    CHECK(office.import("session", sessions(300, 310) + "\nB000299,2024-01-30,P2,consult,别的题目,").done() == false);
}

TEST_CASE("among many rows, the one outside a member's term or a platform's dates is found") {
    Office office;
    REQUIRE(office
                .import({{"area", "code,name,level\nQS,青山区,district"},
                         {"member",
                          "code,name,level,area,joined_on,left_on\nM2,李二,district,QS,2024-02-03,\nM3,王三,district,"
                          "QS,,2024-02-27\nM4,赵四,district,QS,,"},
                         {"platform",
                          "code,name,kind,area,opened_on,closed_on\nP2,某之家,home,QS,2024-02-01,2024-02-28\nP3,又一家,"
                          "home,QS,,"}})
                .done());
    CHECK(
        office
            .import("session",
                    sessions(1, 2000) +
                        "\nE1,2024-01-31,P2,consult,早,\nE2,2024-02-29,P2,consult,晚,\nE3,2024-02-29,P3,consult,不晚,")
            .text() ==
        "session.csv:2002: held_on: 2024-01-31 is before platform P2 opened (2024-02-01)\nsession.csv:2003: held_on: "
        "2024-02-29 is after platform P2 closed (2024-02-28)");
    REQUIRE(office.import("session", sessions(1, 2000)).done());
    std::string came = "session,member,role";
    for (int n = 1; n <= 2000; ++n) came += fmt::format("\nB{:06},M4,attend", n);
    CHECK(
        office
            .import("attendance", came + "\nB000029,M2,attend\nB000030,M2,attend\nB000026,M3,attend\nB000027,M3,attend")
            .text() ==
        "attendance.csv:2002: member: 2024-02-02 is before member M2 joined (2024-02-03)\nattendance.csv:2005: member: "
        "2024-02-28 is after member M3 left (2024-02-27)");
}

TEST_CASE("a repeated row is unchanged only if all its cells equal the record") {
    StockedOffice office;
    const std::string header = "member,platform,area,role,since,until,note\n";
    const std::string kept =
        "M2,P2,,liaison,2024-01-01,2024-06-30,一\nM2,,QS,liaison,2024-01-01,2024-06-30,二\nM3,P2,,liaison,2024-01-01,,";
    REQUIRE(office.import("assignment", header + kept).text() == "3 added");
    CHECK(office.import("assignment", header + kept).text() == "3 unchanged");
    CHECK(office.import("assignment", header + "M2,P2,,liaison,2024-01-01,,\nM3,P2,,liaison,2024-01-01,,").text() ==
          "2 unchanged");
    CHECK(office.import("assignment", header + "M3,,QS,liaison,2024-01-01,,\nM3,P2,,liaison,2024-01-01,,").text() ==
          "1 added, 1 unchanged");
    CHECK(office.import("assignment", "member,area,role,since\nM3,QS,liaison,2024-01-01").text() == "1 unchanged");
    CHECK(office
              .import("assignment", header + "M2,P2,,liaison,2024-01-01,-,\nM2,,QS,liaison,2024-01-01,2024-06-30,三",
                      OnExisting::update)
              .text() == "2 updated");
    CHECK(office.import("assignment", header + "M3,P2,,liaison,2024-01-01,2024-03-01,")
              .text()
              .starts_with("assignment.csv:2: until: "));
    REQUIRE(office.import("theme", "month,title,area\n2024-01,楼道,QS").text() == "1 added");
    CHECK(office.import("theme", "month,title\n2024-01,楼道").text() == "1 added");
    CHECK(office.import("theme", "month,title,area\n2024-01,楼道,QS\n2024-01,楼道,").text() == "2 unchanged");
    REQUIRE(office.import("session", sessions(1, 3)).text() == "3 added");
    CHECK(office.import("session", "code,title,tags\nB000001,第1场,\nB000002,第2场,别的\nB000003,,")
              .text()
              .starts_with("session.csv:3: tags: "));
    CHECK(office.import("session", "code,title,tags\nB000001,第1场,\nB000002,第2场,别的\nB000003,,", OnExisting::update)
              .text() == "1 updated, 2 unchanged");
}

TEST_CASE("voided and unknown codes are reported when all codes are read at once") {
    StockedOffice office;
    REQUIRE(office.import("session", sessions(1, 300)).text() == "300 added");
    REQUIRE(office.set_void("session", "B000150", true).done());
    const std::string rows = attendances(300, [](int n) { return n; });
    const std::string voided = ": session: session B000150 is voided";
    CHECK(office.import("attendance", rows + "\nB000999,M2,attend").text() ==
          "attendance.csv:300" + voided + "\nattendance.csv:301" + voided +
              "\nattendance.csv:602: session: no session with code B000999");
    CHECK(office.import("session", sessions(200, 400)).text() == "100 added, 101 unchanged");
    CHECK(office.import("session", sessions(1, 300) + sessions(7, 7).substr(sessions(8, 7).size())).text() ==
          "session.csv:302: code: duplicate \"B000007\", first on line 8");
}
