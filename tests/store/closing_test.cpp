// Closings in the database: one in force for an area and period, written completely or not at all, shown by `query`.
#include "fixture.hpp"

#include "cpcc/store/period_closing.hpp"
#include "cpcc/store/views.hpp"

using namespace db_fixture;

namespace {

const Period august{Date::of(2024, 8, 1), Date::of(2024, 8, 31)};

// Closes the period and returns the error, or nothing on success. Two areas get a figure for one of two measures.
std::string close(StockedOffice& office, const std::optional<std::string>& area, const Period& period = august) {
    try {
        store::Change change(*office.database, office.author(), "period close", true, period.text());
        change.close_period(area, period, [](const store::KeepFigure& keep) {
            for (const std::int64_t place : {2, 3}) {
                keep(place, "sessions", place * 10);
                keep(place, "coverage", std::nullopt);
            }
        });
        change.commit();
    } catch (const Error& error) {
        return error.message();
    }
    return {};
}

std::string reopen(StockedOffice& office, const std::optional<std::string>& area, const Period& period = august) {
    try {
        store::Change change(*office.database, office.author(), "period reopen", true, period.text(), "补录");
        change.reopen_period(area, period);
        change.commit();
    } catch (const Error& error) {
        return error.message();
    }
    return {};
}

std::string listed(StockedOffice& office, bool all) {
    std::string text;
    for (const auto& one : store::closings(*office.database, all))
        text += fmt::format("{} {} {}{};", one.period.text(), one.area, one.closed.by,
                            one.reopened ? " " + one.reopened->by + " " + one.reopened->why : "");
    return text;
}

std::string ask(StockedOffice& office, const std::string& sql) {
    auto database = db::open(office.path, db::Mode::read);
    store::make_views(*database);
    auto row = database->prepare(sql);
    std::string text;
    while (row.step()) {
        for (int i = 0; i < row.columns(); ++i) text += (i ? "," : "") + row.str(i);
        text += ' ';
    }
    return text;
}

}  // namespace

TEST_CASE("a closing stores its areas, its measures, and the figures that have a value") {
    StockedOffice office;
    CHECK(close(office, "QS") == "");
    CHECK(office.number("SELECT count(*) FROM closing_area") == 2);
    CHECK(office.number("SELECT count(*) FROM closing_measure") == 2);
    CHECK(office.number("SELECT sum(value) FROM closing_figure") == 50);
    CHECK(office.number(
              "SELECT count(*) FROM entry WHERE action = 'period close' AND source = '2024-08' AND by = 'tester'") ==
          1);
    CHECK(ask(office, "SELECT area, first_day, last_day, closed_by, reopened_by FROM closing") ==
          "QS,2024-08-01,2024-08-31,tester, ");
    CHECK(ask(office, "SELECT area, measure, value FROM closing_figure ORDER BY area") ==
          "QS,sessions,20 QS1,sessions,30 ");
}

TEST_CASE("an area and a period are closed once, and again after reopening") {
    StockedOffice office;
    CHECK(close(office, "QS") == "");
    CHECK(close(office, "QS").starts_with("area QS: 2024-08 was closed by tester at 2"));
    CHECK(close(office, "QS", {Date::of(2024, 7, 1), Date::of(2024, 7, 31)}) == "");
    CHECK(close(office, "JA") == "");
    CHECK(close(office, std::nullopt) == "");
    CHECK(reopen(office, "QS") == "");
    CHECK(reopen(office, "QS") == "area QS: 2024-08 is not closed");
    CHECK(close(office, "QS") == "");
    CHECK(listed(office, false) == "2024-07 QS tester;2024-08  tester;2024-08 JA tester;2024-08 QS tester;");
    CHECK(listed(office, true) ==
          "2024-07 QS tester;2024-08  tester;2024-08 JA tester;2024-08 QS tester tester 补录;2024-08 QS tester;");
}

TEST_CASE("a refused closing writes nothing") {
    StockedOffice office;
    const auto before = office.number("SELECT count(*) FROM entry");
    CHECK(close(office, "QS", {Date::of(2024, 9, 1), Date::of(2024, 9, 30)}) ==
          "period 2024-09 has not ended (last day 2024-09-30)");
    CHECK(close(office, "QS", {Date::of(2024, 9, 4), Date::of(2024, 9, 4)})
              .starts_with("period 2024-09-04 has not ended"));  // today
    CHECK(close(office, "XX") == "area XX does not exist");
    CHECK(reopen(office, "QS") == "area QS: 2024-08 is not closed");
    office.set_void("area", "JA", true);
    CHECK(close(office, "JA") == "area JA is voided");
    try {
        store::Change change(*office.database, office.author(), "period close", true);
        change.close_period("QS", august, [](const store::KeepFigure& keep) {
            keep(2, "sessions", 1);
            throw Error(Exit::failed, "counting failed");
        });
        change.commit();
    } catch (const Error&) {}
    CHECK(office.number("SELECT count(*) FROM closing") == 0);
    CHECK(office.number("SELECT count(*) FROM closing_figure") == 0);
    CHECK(office.number("SELECT count(*) FROM entry") == before + 1);  // the entry of set_void
    CHECK(close(office, "QS", {Date::of(2024, 9, 3), Date::of(2024, 9, 3)}) == "");
}

TEST_CASE("the database itself rejects a second closing in force") {
    StockedOffice office;
    CHECK(close(office, "QS") == "");
    CHECK_THROWS(
        office.database->execute("INSERT INTO closing (area, first_day, last_day, closed) SELECT area, first_day, "
                                 "last_day, closed FROM closing"));
    CHECK_NOTHROW(
        office.database->execute("INSERT INTO closing (area, first_day, last_day, closed, reopened) SELECT area, "
                                 "first_day, last_day, closed, closed FROM closing"));
}

TEST_CASE("a check from a higher floor refuses a row like any other error") {
    StockedOffice office;
    store::Author author = office.author();
    author.check = [](const records::Kind& kind, std::span<const records::Value> values, const store::Refuse& refuse) {
        if (kind.id == "filing" && values[kind.index("measure")] == records::Value(std::string("no")))
            refuse("measure", "not that");
    };
    store::Change change(*office.database, author, "import", false, "test");
    TextReader reader(
        "code,area,period,measure,value,filed_on\nR1,QS,2024,no,1,2024-09-01\nR2,QS,2024,yes,1,2024-09-01\nR3,QS,2024,"
        "no,1,x");
    store::import_rows(change, records::kind("filing"), reader, "filing.csv", {});
    std::string said;
    try {
        change.commit();
    } catch (const store::Refused& refused) {
        for (const auto& refusal : refused.refusals()) said += store::text_of(refusal) + "\n";
    }
    CHECK(said ==
          "filing.csv:2: measure: not that\nfiling.csv:4: filed_on: \"x\" is not a date; use YYYY-MM-DD\nfiling.csv:4: "
          "measure: not that\n");
}
