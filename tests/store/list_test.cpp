// Lists: filters, order and limit.
#include "fixture.hpp"

using namespace db_fixture;

namespace {

class Lists : public StockedOffice {
public:
    Lists() {
        REQUIRE(import({{"session",
                         "code,held_on,platform,kind,title,partners,members,units,form,residents,tags\n"
                         "S2,2024-03-20,P2,visit,看望一,,M3,,doorstep,30,慰问;春节\n"
                         "S3,2024-04-25,P2,consult,停车难,P3,M3:chair;M2,U1,,,停车\n"
                         "S4,2024-05-06,P3,service,义诊,,,U1;U2,,120,慰问"},
                        {"topic",
                         "code,title,kind,proposed_on,platform,area\nT2,甲,annual,2024-01-06,,JA1\nT3,乙,common,2024-"
                         "01-07,P2,QS\nT4,丙,common,2024-01-08,,"},
                        {"progress", "problem,noted_on,stage\nQ1,2024-03-06,plan\nQ1,2024-03-16,build"}})
                    .done());
    }
    std::string where(const std::string& kind, const std::vector<std::string>& conditions) {
        store::Filter filter;
        for (const auto& condition : conditions)
            filter.conditions.push_back(records::parse_condition(records::kind(kind), condition));
        return codes(kind, filter);
    }
    std::string in(const std::string& area, const std::string& kind) {
        store::Filter filter;
        filter.area = area;
        return codes(kind, filter);
    }
    std::string codes(const std::string& kind, const store::Filter& filter) {
        std::vector<std::string> names;
        store::list(*database, records::kind(kind), filter,
                    [&](const store::Record& record) { names.push_back(store::name_of(records::kind(kind), record)); });
        return join(names, " ");
    }
    std::string sorted(const std::string& kind, const std::string& field, bool descending = false) {
        store::Filter filter;
        filter.sort = &records::kind(kind).at(field);
        filter.descending = descending;
        return codes(kind, filter);
    }
};

Error usage_error(const std::string& kind, const std::string& condition) {
    try {
        records::parse_condition(records::kind(kind), condition);
    } catch (const Error& error) {
        CHECK(error.code() == Exit::usage);
        return error;
    }
    FAIL("it was taken: " << condition);
    return {Exit::done, ""};
}

}  // namespace

TEST_CASE("a list without filters has all records that are not voided, by code or row number") {
    Lists office;
    CHECK(office.codes("session", {}) == "S1 S2 S3 S4");
    CHECK(office.codes("progress", {}) == "#1 #2");
    office.set_void("session", "S2", true);
    CHECK(office.codes("session", {}) == "S1 S3 S4");
    store::Filter all;
    all.voided_too = true;
    CHECK(office.codes("session", all) == "S1 S2 S3 S4");
}

TEST_CASE("the filter by area includes all areas below") {
    Lists office;
    CHECK(office.in("WH", "platform") == "P1 P2 P3");
    CHECK(office.in("QS", "platform") == "P1 P3");
    CHECK(office.in("QS1", "platform") == "P1");
    CHECK(office.in("QS11", "platform") == "P1");
    CHECK(office.in("JA", "platform") == "P2");
    CHECK(office.in("QS", "area") == "QS QS1 QS11");
    CHECK(office.in("JA", "member") == "M3");
    CHECK(office.in("QS", "problem") == "Q1");
    CHECK(office.in("JA", "problem") == "");
    CHECK(office.in("QS11", "progress") == "#1 #2");
    CHECK(office.in("JA", "progress") == "");
    CHECK_THROWS_AS(office.in("XX", "platform"), Error);
    CHECK_THROWS_AS(office.in("QS", "sector"), Error);
}

TEST_CASE("a session belongs also to the areas of its partners") {
    Lists office;
    CHECK(office.in("JA", "session") == "S2 S3");
    CHECK(office.in("QS", "session") == "S1 S3 S4");
    CHECK(office.in("QS11", "session") == "S1");
    CHECK(office.in("WH", "session") == "S1 S2 S3 S4");  // S3 once
    CHECK(office.in("QS11", "attendance") == "#1 #2");
    CHECK(office.in("QS", "attendance") == "#1 #2 #4 #5");
}

TEST_CASE("a record belongs to its own area, or to that of its platform without one") {
    Lists office;
    CHECK(office.in("QS", "topic") == "T1 T3");  // T3's own area is in QS, its platform in JA
    CHECK(office.in("JA", "topic") == "T2");
    CHECK(office.in("WH", "topic") == "T1 T2 T3");
}

TEST_CASE("both bounds of a date filter are included") {
    Lists office;
    store::Filter filter;
    filter.since = Date::of(2024, 3, 20);
    CHECK(office.codes("session", filter) == "S2 S3 S4");
    filter.until = Date::of(2024, 4, 25);
    CHECK(office.codes("session", filter) == "S2 S3");
    CHECK(office.codes("attendance", filter) == "#3 #4 #5");
    CHECK(office.codes("progress", filter) == "");
    CHECK_THROWS_AS(office.codes("platform", filter), Error);
}

TEST_CASE("the filter by tags requires every tag") {
    Lists office;
    store::Filter filter;
    filter.tags = {"慰问"};
    CHECK(office.codes("session", filter) == "S2 S4");
    filter.tags = {"慰问", "春节"};
    CHECK(office.codes("session", filter) == "S2");
    filter.tags = {"慰"};
    CHECK(office.codes("session", filter) == "");
}

TEST_CASE("conditions compare by the field's type") {
    Lists office;
    CHECK(office.where("session", {"kind=visit"}) == "S2");
    CHECK(office.where("session", {"kind=走访"}) == "S2");
    CHECK(office.where("session", {"类别=visit"}) == "S2");
    CHECK(office.where("session", {"kind!=visit"}) == "S1 S3 S4");
    CHECK(office.where("session", {"held_on>=2024-03-20", "held_on<2024-05-06"}) == "S2 S3");
    CHECK(office.where("session", {"held_on<=2024-03-05"}) == "S1");
    CHECK(office.where("session", {"held_on>2024-04-25"}) == "S4");
    CHECK(office.where("session", {"residents>=100"}) == "S4");
    CHECK(office.where("session", {"residents<100"}) == "S2");
    CHECK(office.where("session", {"residents!=30"}) == "S1 S3 S4");  // an empty field differs from 30
    CHECK(office.where("session", {"residents="}) == "S1 S3");
    CHECK(office.where("session", {"residents!="}) == "S2 S4");
    CHECK(office.where("session", {"form=-"}) == "S1 S3 S4");
    CHECK(office.where("session", {"platform=P2"}) == "S2 S3");
    CHECK(office.where("session", {"platform!=P2"}) == "S1 S4");
    CHECK(office.where("session", {"topic="}) == "S1 S2 S3 S4");
    CHECK(office.where("session", {"title~停车"}) == "S3");
    CHECK(office.where("session", {"code~S"}) == "S1 S2 S3 S4");
    CHECK(office.where("session", {"title = 义诊"}) == "S4");
    CHECK(office.where("area", {"level<street"}) == "JA QS WH");
    CHECK(office.where("progress", {"stage=build"}) == "#2");
    CHECK(office.where("progress", {"problem=Q1"}) == "#1 #2");
    CHECK(office.where("session", {"title=' OR 1=1 --"}) == "");
    CHECK(office.where("session", {"title~%"}) == "");
}

TEST_CASE("a condition tests whether a field with several values contains a value") {
    Lists office;
    CHECK(office.where("session", {"tags=慰问"}) == "S2 S4");
    CHECK(office.where("session", {"tags!=慰问"}) == "S1 S3");
    CHECK(office.where("session", {"tags="}) == "S1");
    CHECK(office.where("session", {"tags!="}) == "S2 S3 S4");
    CHECK(office.where("session", {"members=M3"}) == "S2 S3");
    CHECK(office.where("session", {"members!=M3"}) == "S1 S4");
    CHECK(office.where("session", {"members="}) == "S4");
    CHECK(office.where("session", {"partners=P3"}) == "S3");
    CHECK(office.where("session", {"units=U1", "units=U2"}) == "S4");
    CHECK(office.where("session", {"tags=;"}) == "S1");
    SUBCASE("voided attendances do not count") {
        office.edit("session", "S2", {{"members", "-"}});
        CHECK(office.where("session", {"members="}) == "S2 S4");
        CHECK(office.where("session", {"members=M3"}) == "S3");
    }
}

TEST_CASE("an invalid condition is refused as a usage error") {
    CHECK(usage_error("session", "kin=visit").hint() == "did you mean kind?");
    CHECK(usage_error("session", "colour=red").hint() == "see cpcc fields session");
    CHECK(usage_error("session", "kind=party").message() ==
          "--where kind: \"party\" is not a valid value; allowed: consult, service, visit, inspect, sector, training, "
          "meeting");
    for (const std::string condition :
         {"kind", "", "=visit", "kind!visit", "kind~visit", "held_on~2024", "tags<a", "tags~a", "members>M1",
          "held_on=2024", "residents=many", "residents<", "held_on>=", "units=U1;U2", "members=M1:speak"}) {
        CAPTURE(condition);
        CHECK_FALSE(usage_error("session", condition).message().empty());
    }
}

TEST_CASE("a list is sorted by a field, then by code, with empty values last") {
    Lists office;
    CHECK(office.sorted("session", "title") == "S4 S3 S2 S1");
    CHECK(office.sorted("session", "held_on", true) == "S4 S3 S2 S1");
    CHECK(office.sorted("session", "residents") == "S2 S4 S1 S3");
    CHECK(office.sorted("session", "residents", true) == "S4 S2 S1 S3");
    CHECK(office.sorted("session", "platform") == "S1 S2 S3 S4");
    CHECK(office.sorted("session", "platform", true) == "S4 S2 S3 S1");
    CHECK(office.sorted("area", "level") == "WH JA QS JA1 QS1 QS11");
    CHECK(office.sorted("progress", "noted_on", true) == "#2 #1");
    CHECK_THROWS_AS(office.sorted("session", "tags"), Error);
}

TEST_CASE("an export has records in the order of creation") {
    Lists office;
    office.add("attendance", {{"session", "S1"}, {"member", "M3"}, {"role", "leave"}});
    office.add("session",
               {{"code", "A1"}, {"held_on", "2024-08-01"}, {"platform", "P2"}, {"kind", "visit"}, {"title", "后来"}});
    store::Filter filter;
    filter.as_made = true;
    CHECK(office.codes("session", filter) == "S1 S2 S3 S4 A1");
    CHECK(office.codes("attendance", filter) == "#1 #2 #6 #3 #4 #5");  // grouped by session
}

TEST_CASE("a limit cuts the list, and filters combine") {
    Lists office;
    store::Filter filter;
    filter.limit = 2;
    CHECK(office.codes("session", filter) == "S1 S2");
    filter.limit = 0;
    CHECK(office.codes("session", filter) == "");
    filter.limit = 2;
    filter.area = "QS";
    filter.since = Date::of(2024, 4, 1);
    filter.conditions = {records::parse_condition(records::kind("session"), "units=U1")};
    CHECK(office.codes("session", filter) == "S3 S4");
    filter.tags = {"停车"};
    CHECK(office.codes("session", filter) == "S3");
}

TEST_CASE("a list longer than a block keeps all values and their order") {
    Office office;
    std::string file = "code,name,tags\n";
    for (int i = 0; i < 2345; ++i) file += fmt::format("X{:05},界别{},t{};every\n", i, i, i);
    REQUIRE(office.import("sector", file).text() == "2345 added");
    int n = 0;
    store::list(*office.database, records::kind("sector"), {}, [&](const store::Record& record) {
        REQUIRE(std::get<std::string>(record.values[0]) == fmt::format("X{:05}", n));
        REQUIRE(show(records::kind("sector").at("tags"), record.values[3], records::Style::raw) ==
                fmt::format("t{};every", n));
        ++n;
    });
    CHECK(n == 2345);
}

TEST_CASE("a record is found by code or row number, even if voided") {
    Lists office;
    CHECK(office.find("session", "S3").id == 3);
    CHECK(office.find("progress", "#2").id == 2);
    CHECK(office.find("progress", "2").id == 2);
    office.set_void("session", "S3", true);
    CHECK(office.find("session", "S3").voided != 0);
    CHECK_THROWS_WITH_AS(office.find("session", "S9"), "session S9 does not exist", Error);
    CHECK_THROWS_WITH_AS(office.find("session", "s3"), "session s3 does not exist", Error);
    CHECK_THROWS_WITH_AS(office.find("progress", "#9"), "progress #9 does not exist", Error);
    CHECK_THROWS_AS(office.find("progress", "Q1"), Error);
}

TEST_CASE("a condition takes either of several values, and text that does not contain a word") {
    Lists office;
    const auto where = [&](const std::string& kind, const std::string& text) {
        store::Filter filter;
        filter.conditions = {records::parse_condition(records::kind(kind), text)};
        return office.codes(kind, filter);
    };
    CHECK(where("platform", "code=P1|P3") == "P1 P3");
    CHECK(where("platform", "code!=P1|P3") == "P2");
    CHECK(where("platform", "code!~2") == "P1 P3");
    CHECK(where("platform", "code~2|3") == "P2 P3");
}

TEST_CASE("a condition takes fields of what a record refers to") {
    Lists office;
    const auto both = [&](const std::string& kind, const std::string& text) {
        store::Filter filter;
        filter.conditions = {records::parse_condition(records::kind(kind), text)};
        return office.codes(kind, filter);
    };
    CHECK(both("session", "platform.code=P1") == both("session", "platform=P1"));
    CHECK(both("session", "platform.code!=P1") == both("session", "platform!=P1"));
    CHECK(both("session", "platform.area=QS11") == both("session", "platform=P1"));
    CHECK(both("problem", "platform.area.code~QS") == "Q1");
    CHECK(both("problem", "platform.area.code!~QS") == "");
    CHECK_THROWS_AS(both("session", "platfrom.code=P1"), Error);
    CHECK_THROWS_AS(both("session", "platform.cod=P1"), Error);
}
