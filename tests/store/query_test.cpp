// User-written SQL sees views of the live records, and never an unmasked phone.
#include "fixture.hpp"

#include "cpcc/store/views.hpp"

using namespace db_fixture;

namespace {

class Queried {
public:
    Queried() {
        office_.edit("member", "M2", {{"phone", "12345"}});
        office_.edit("member", "M1", {{"note", "换号前"}});
        office_.set_void("topic", "T1", true);
        database_ = db::open(office_.path, db::Mode::read);
        store::make_views(*database_);
    }
    std::string ask(const std::string& sql) {
        std::vector<std::string> rows;
        auto row = database_->prepare(sql);
        while (row.step()) {
            std::vector<std::string> cells;
            for (int i = 0; i < row.columns(); ++i) cells.push_back(row.str(i));
            rows.push_back(join(cells, ","));
        }
        return join(rows, " ");
    }

    // Replaces `main`, SQLite's name for the schema of the file, with the schema of the engine.
    std::string in_schema(std::string question) {
        const std::string schema = office_.database->catalog().schema();
        for (auto at = question.find("main"); at != std::string::npos; at = question.find("main", at + schema.size()))
            question.replace(at, 4, schema);
        return question;
    }

private:
    StockedOffice office_;
    std::unique_ptr<db::Connection> database_;
};

}  // namespace

TEST_CASE("the views show codes and ids instead of row numbers") {
    Queried queried;
    CHECK(queried.ask("SELECT code, held_on, platform, kind, title FROM session") ==
          "S1,2024-03-05,P1,consult,食堂协商");
    CHECK(queried.ask("SELECT code, name, area, opened_on, model FROM platform ORDER BY code") ==
          "P1,钢都之家,QS11,2023-01-01, P2,江岸之家,JA1,, P3,青山工作室,QS,,");
    CHECK(queried.ask("SELECT session, member, role FROM attendance ORDER BY row") == "S1,M1,attend S1,M2,speak");
    CHECK(queried.ask("SELECT count(*) FROM topic") == "0");
    CHECK(queried.ask(
              "SELECT a.name, count(*) FROM platform p JOIN area a ON a.code = p.area GROUP BY a.name ORDER BY 1") ==
          "某社区,1 某街道,1 青山区,1");
}

TEST_CASE("every kind has a view with all its single fields") {
    Queried queried;
    for (const records::Kind* kind : records::kinds()) {
        CAPTURE(std::string(kind->id));
        for (const records::Field& field : kind->fields)
            if (!field.several()) CHECK_NOTHROW(queried.ask(fmt::format("SELECT {} FROM {}", field.id, kind->id)));
    }
}

TEST_CASE("a phone is masked, a short one completely") {
    Queried queried;
    CHECK(queried.ask("SELECT code, phone FROM member ORDER BY code") == "M1,138****5678 M2,***** M3,");
}

TEST_CASE("no query reads a phone unmasked") {
    Queried queried;
    std::vector<std::string> questions{
        "SELECT phone FROM main.member",
        "SELECT * FROM main.member",
        "SELECT count(*) FROM main.member WHERE phone = '13812345678'",
        "SELECT code FROM main.member ORDER BY phone",
        "WITH member AS (SELECT phone FROM main.member) SELECT * FROM member",
        "WITH masked_phone AS (SELECT phone FROM main.member) SELECT * FROM masked_phone",
        "SELECT * FROM (SELECT phone FROM main.member) AS member",
        "SELECT (SELECT m.phone FROM main.member m WHERE m.code = 'M1')",
        "SELECT old FROM change",
        "SELECT new FROM main.change",
        "WITH history AS (SELECT new FROM main.change) SELECT * FROM history",
        "SELECT x.phone FROM main.member m JOIN (SELECT '13812345678' AS phone) x USING (phone)",
        "SELECT phone FROM (SELECT '13812345678' AS phone) x NATURAL JOIN main.member",
        "SELECT count(*) FROM main.member",
        "SELECT code FROM main.member",
        "SELECT 1 WHERE EXISTS (SELECT 1 FROM main.member m WHERE m.code = 'M1')",
        "SELECT code FROM platform UNION SELECT (SELECT x.phone FROM main.member x JOIN (SELECT '1' AS phone) y USING "
        "(phone)) FROM platform",
        "SELECT count(*) FROM main.migration",
    };
    if (!on_server())
        for (const char* way :
             {"SELECT count(*) FROM (SELECT '1' AS data) NATURAL JOIN sqlite_dbpage", "SELECT * FROM dbstat",
              "SELECT m.rowid FROM main.member m INDEXED BY member_area WHERE area > 0", "SELECT * FROM sqlite_stmt",
              "SELECT * FROM pragma_integrity_check", "SELECT * FROM pragma_foreign_key_check('member')"})
            questions.emplace_back(way);
    if (on_server())  // a server offers more ways to bypass the views
        for (const char* way : {"SELECT m FROM main.member m", "SELECT row_to_json(m) FROM main.member m",
                                "SELECT table_to_xml('main.member', true, true, '')",
                                "SELECT query_to_xml('SELECT phone FROM main.member', true, true, '')",
                                "SELECT most_common_vals FROM pg_stats", "SELECT pg_read_file('PG_VERSION')",
                                "SELECT set_config('search_path', 'main', false)", "SELECT * FROM pg_authid",
                                "SELECT lag(m.phone) OVER () FROM main.member m"})
            questions.emplace_back(way);
    for (const std::string& question : questions) {
        const std::string sql = queried.in_schema(question);
        CAPTURE(sql);
        CHECK_THROWS_AS(queried.ask(sql), Error);
    }
}

TEST_CASE("a query stops when its time is over") {
    StockedOffice office;
    const auto database = db::open(office.path, db::Mode::read);
    store::make_views(*database, std::chrono::seconds(1));
    auto endless =
        database->prepare("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n");
    CHECK_THROWS_WITH_AS(endless.step(), doctest::Contains("too long"), Error);
}

TEST_CASE("a query cannot change this or another database") {
    Queried queried;
    for (const std::string question :
         {"DELETE FROM main.area", "INSERT INTO sector VALUES (1)", "UPDATE main.area SET name = 'x'",
          "DROP TABLE main.area", "CREATE TABLE x (y)", "CREATE TEMP TABLE x (y)",
          "ATTACH DATABASE 'other.db' AS other", "PRAGMA journal_mode = WAL", "PRAGMA writable_schema = 1",
          "VACUUM INTO 'copy.db'", "BEGIN IMMEDIATE", "SELECT load_extension('x')",
          "SET default_transaction_read_only = off", "SELECT 1; END; DROP TABLE main.area",
          "SELECT code FROM main.area FOR UPDATE",
          "WITH gone AS (DELETE FROM main.area RETURNING code) SELECT * FROM gone"}) {
        const std::string sql = queried.in_schema(question);
        CAPTURE(sql);
        CHECK_THROWS_AS(queried.ask(sql), Error);
    }
    CHECK(queried.ask("SELECT count(*) FROM area") == "6");
}

TEST_CASE("queries may use functions that only compute") {
    Queried queried;
    for (const char* sql :
         {"SELECT upper(code) FROM member", "SELECT count(*), sum(residents), max(length(title)) FROM session",
          "SELECT code FROM member UNION SELECT code FROM area ORDER BY 1",
          "WITH m AS (SELECT area, count(*) AS n FROM member GROUP BY area) SELECT * FROM m WHERE n > 1",
          "SELECT code, row_number() OVER (ORDER BY code) FROM member", "SELECT 1; -- one",
          "SELECT coalesce(phone, '-') FROM member WHERE phone IS NOT NULL", "SELECT code FROM main.platform",
          "SELECT tag FROM main.member_tag",
          "SELECT phone FROM member NATURAL JOIN (SELECT '138****5678' AS phone) x"}) {
        CAPTURE(sql);
        CHECK_NOTHROW(queried.ask(queried.in_schema(sql)));
    }
}
