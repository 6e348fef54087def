// Copying a whole database to another place, on the same engine or the other.
#include "fixture.hpp"

#include "cpcc/db/copy.hpp"

#include <map>

using namespace db_fixture;

namespace {

Error copy_error(db::Connection& from, db::Connection& to) {
    try {
        db::copy(from, to);
    } catch (const Error& error) {
        return error;
    }
    FAIL("it was copied");
    return {Exit::done, ""};
}

}  // namespace

namespace {

// Returns the contents by table: a file keeps its tables in another order than a server.
std::map<std::string, db::Content> by_table(const std::vector<db::Content>& contents) {
    std::map<std::string, db::Content> tables;
    for (const db::Content& content : contents) tables.emplace(content.table, content);
    return tables;
}

}  // namespace

TEST_CASE("a copy has the same content in a file and in the original engine") {
    StockedOffice office;
    office.edit("member", "M1", {{"note", "'; DROP TABLE member; --\t\\N\n换行"}});
    auto file = db::open(office.folder.at("copy.db"), db::Mode::create);
    const auto there = db::copy(*office.database, *file);
    db::require_current(*file);
    CHECK(file->catalog().integrity().empty());
    const Place place(office.folder, "back");
    auto back = db::open(place.name(), db::Mode::create);
    CHECK(by_table(db::copy(*file, *back)) == by_table(there));
    CHECK(store::find(*back, records::kind("member"), "M1").values == office.find("member", "M1").values);
    CHECK(std::any_of(there.begin(), there.end(),
                      [](const db::Content& content) { return content.table == "member" && content.rows == 3; }));
}

TEST_CASE("rows added to a copy get new row numbers") {
    StockedOffice office;
    const Place place(office.folder, "copy");
    auto copy = db::open(place.name(), db::Mode::create);
    db::copy(*office.database, *copy);
    store::Change change(*copy, office.author(), "add", true);
    change.add(records::kind("sector"), "", OnExisting::fail, sector("X9", "科技"));
    change.finish();
    CHECK_NOTHROW(change.commit());
}

TEST_CASE("contents that differ in one value, or in its place, have different hashes") {
    std::vector<std::vector<db::Content>> contents;
    for (const char* name :
         {"", "code,name\nX1,甲\nX2,乙", "code,name\nX1,乙\nX2,甲", "code,name,note\nX1,甲,\nX2,乙,丙"}) {
        StockedOffice office;
        office.database->execute("UPDATE migration SET at = ''; UPDATE entry SET at = ''");
        if (*name) office.database->execute("UPDATE sector SET code = 'Y' || id");
        if (*name) REQUIRE(office.import("sector", name).done());
        office.database->execute("UPDATE entry SET at = ''");
        const Place place(office.folder, "copy");
        contents.push_back(db::copy(*office.database, *db::open(place.name(), db::Mode::create)));
    }
    for (std::size_t a = 0; a < contents.size(); ++a)
        for (std::size_t b = 0; b < a; ++b) CHECK(contents[a] != contents[b]);
}

TEST_CASE("a failed copy writes nothing") {
    StockedOffice office;
    office.database->execute(fmt::format("INSERT INTO migration (number, name, at, by) VALUES ({}, 'moon', 'x', 'y')",
                                         db::migrations().size() + 1));
    const Place place(office.folder, "copy");
    auto copy = db::open(place.name(), db::Mode::create);
    CHECK(holds(copy_error(*office.database, *copy).message(), "moon"));
    CHECK_FALSE(copy->catalog().has_any_table());
}

TEST_CASE("a copy checks references after its rows, and the foreign keys remain") {
    StockedOffice office;
    const Place place(office.folder, "copy");
    auto copy = db::open(place.name(), db::Mode::create);
    SUBCASE("a broken reference is refused") {
        office.database->execute(on_server() ? "SET session_replication_role = replica" : "PRAGMA foreign_keys = OFF");
        office.database->execute("DELETE FROM member WHERE code = 'M1'");
        CHECK(holds(copy_error(*office.database, *copy).message(), "member"));
        CHECK_FALSE(copy->catalog().has_any_table());
    }
    SUBCASE("a broken reference after the copy is refused") {
        db::copy(*office.database, *copy);
        CHECK_THROWS_AS(copy->execute("UPDATE attendance SET member = 4711"), Error);
    }
}

TEST_CASE("replacing a database is atomic") {
    StockedOffice office, other;
    other.edit("member", "M1", {{"name", "改名"}});
    office.database->execute(fmt::format("INSERT INTO migration (number, name, at, by) VALUES ({}, 'moon', 'x', 'y')",
                                         db::migrations().size() + 1));
    CHECK_THROWS_AS(db::replace(*office.database, *other.database), Error);
    CHECK(other.value("member", "M1", "name") == "改名");
    office.database->execute("DELETE FROM migration WHERE name = 'moon'");
    db::replace(*office.database, *other.database);
    CHECK(other.value("member", "M1", "name") == "张一");
}
