// Migrations: new, older, newer and foreign databases, and the copies that a migration makes.
#include "fixture.hpp"

#include <sys/stat.h>

using namespace db_fixture;

namespace {

unsigned mode_of(const std::string& path) {
    struct stat status {};
    REQUIRE(::stat(path.c_str(), &status) == 0);
    return status.st_mode & 0777u;
}

template <class Action>
Error thrown_by(Action&& action) {
    try {
        action();
    } catch (const Error& error) {
        return error;
    }
    FAIL("nothing was thrown");
    return {Exit::done, ""};
}

}  // namespace

TEST_CASE("a new database has mode 0600 and records every step") {
    Folder folder;
    const std::string path = folder.at("new.db");
    const auto before = ::umask(0);
    auto database = db::open(path, db::Mode::create);
    ::umask(before);
    CHECK(mode_of(path) == 0600);
    CHECK(db::migrate(*database, "张三", {}) == static_cast<int>(db::migrations().size()));
    db::require_current(*database);
    auto rows = database->prepare("SELECT number, name, at, by FROM migration ORDER BY number");
    for (const auto& step : db::migrations()) {
        REQUIRE(rows.step());
        CHECK(rows.integer(0) == step.number);
        CHECK(rows.text(1) == step.name);
        CHECK(rows.text(2).size() == 25);
        CHECK(rows.text(3) == "张三");
    }
    CHECK_FALSE(rows.step());
}

TEST_CASE("steps are numbered from 1 without gaps") {
    int number = 0;
    for (const auto& step : db::migrations()) CHECK(step.number == ++number);
}

TEST_CASE("a second migration does nothing and makes no copy") {
    Office office;
    bool copied = false;
    CHECK(db::migrate(*office.database, "tester", [&](const db::Migration&) { copied = true; }) == 0);
    CHECK_FALSE(copied);
    CHECK_FALSE(std::filesystem::exists(office.path + ".before-001"));
}

// On files only: a server's schema has no text that could be compared.
TEST_CASE("migration of an older database calls back once, and makes the schema of a new one") {
    if (on_server()) return;
    Folder folder;
    auto database = db::open(folder.at("old.db"), db::Mode::create);
    for (const auto& step : db::migrations().first(2)) {
        database->catalog().apply(step.sql);
        database->execute(fmt::format("INSERT INTO migration VALUES ({}, '{}', 'x', 'y')", step.number, step.name));
    }
    std::vector<int> before;
    const auto call = [&](const db::Migration& step) { before.push_back(step.number); };
    CHECK(db::migrate(*database, "tester", call) == static_cast<int>(db::migrations().size()) - 2);
    CHECK(before == std::vector<int>{3});
    db::require_current(*database);
}

TEST_CASE("a schema that is not cpcc's own is neither read nor migrated") {
    if (on_server()) return;
    for (const std::string change :
         {"CREATE TRIGGER t1 AFTER INSERT ON entry BEGIN DELETE FROM attendance; END", "DROP TABLE donation_tag",
          "DROP INDEX session_held_on", "CREATE VIEW other AS SELECT 1", "CREATE INDEX more ON unit (note)",
          "ALTER TABLE theme RENAME TO other; CREATE VIEW theme AS SELECT * FROM other",
          "ALTER TABLE unit ADD COLUMN more TEXT"}) {
        CAPTURE(change);
        Office office;
        office.database->execute("PRAGMA foreign_keys = OFF; " + change);
        CHECK(holds(thrown_by([&] { db::require_current(*office.database); }).message(), "schema"));
        CHECK(office.database->catalog().schema_faults(db::migrations().back().number).size() <= 5);
    }
}

TEST_CASE("the error for a newer schema names its first unknown step") {
    Office office;
    const auto next = db::migrations().back().number + 1;
    office.database->execute(fmt::format(
        "INSERT INTO migration VALUES ({}, 'documents', 'x', 'y'), ({}, 'filings', 'x', 'y')", next, next + 1));
    for (const bool migrating : {true, false}) {
        const Error error = thrown_by([&] {
            migrating ? (void)db::migrate(*office.database, "tester", {}) : db::require_current(*office.database);
        });
        CHECK(error.code() == Exit::failed);
        CHECK(holds(error.message(), fmt::format("{:03}_documents", next)));
        CHECK(holds(error.message(), office.path));
        CHECK_FALSE(holds(error.message(), "filings"));
        CHECK(holds(error.message(), "newer cpcc"));
        CHECK(error.hint() == "upgrade cpcc");
    }
}

TEST_CASE("the error for an older schema advises cpcc migrate") {
    Office office;
    if (db::migrations().size() < 2) return;  // with a single migration no database can be older
    office.database->execute(fmt::format("DELETE FROM migration WHERE number = {}", db::migrations().back().number));
    const Error error = thrown_by([&] { db::require_current(*office.database); });
    CHECK(holds(error.hint(), "cpcc migrate"));
}

TEST_CASE("the database of another program is neither read nor migrated") {
    Folder folder;
    const std::string path = folder.at("contacts.db");
    auto database = db::open(path, db::Mode::create);
    database->execute("CREATE TABLE contact (name TEXT); INSERT INTO contact VALUES ('x')");
    for (const bool migrating : {true, false}) {
        const Error error =
            thrown_by([&] { migrating ? (void)db::migrate(*database, "tester", {}) : db::require_current(*database); });
        CHECK(error.code() == Exit::failed);
        CHECK(holds(error.message(), path + " is not a cpcc database"));
    }
    CHECK_FALSE(database->catalog().has_table("migration"));
    CHECK_FALSE(database->catalog().has_table("area"));
}

TEST_CASE("an empty file is no cpcc database until it is migrated") {
    Folder folder;
    std::ofstream(folder.at("empty.db")).close();
    auto database = db::open(folder.at("empty.db"), db::Mode::write);
    CHECK(holds(thrown_by([&] { db::require_current(*database); }).hint(), "cpcc init"));
    CHECK(db::migrate(*database, "tester", {}) > 0);
    db::require_current(*database);
}

TEST_CASE("opening a file that is no database fails and leaves the file unchanged") {
    Folder folder;
    const std::string path = folder.at("notes.txt"), text(5000, 'x');
    std::ofstream(path) << text;
    for (const auto mode : {db::Mode::read, db::Mode::write}) {
        const Error error = thrown_by([&] { db::open(path, mode); });
        CHECK(error.code() == Exit::failed);
        CHECK(error.message() == path + " is not a database file");
    }
    std::ifstream in(path);
    CHECK(std::string(std::istreambuf_iterator<char>(in), {}) == text);
}

TEST_CASE("a missing database is refused with advice and not created") {
    Folder folder;
    const std::string path = folder.at("absent.db");
    for (const auto mode : {db::Mode::read, db::Mode::write}) {
        const Error error = thrown_by([&] { db::open(path, mode); });
        CHECK(error.code() == Exit::failed);
        CHECK(error.message() == "database " + path + " does not exist");
        CHECK(holds(error.hint(), "cpcc init"));
    }
    CHECK_FALSE(std::filesystem::exists(path));
    CHECK(thrown_by([&] { db::open(folder.at("no/folder.db"), db::Mode::create); }).code() == Exit::failed);
    std::filesystem::create_directory(folder.at("folder"));
    CHECK(thrown_by([&] { db::open(folder.at("folder"), db::Mode::read); }).code() == Exit::failed);
}

TEST_CASE("an existing database is not overwritten") {
    Office office;
    office.import("sector", "code,name\nX1,经济");
    const Error error = thrown_by([&] { db::open(office.path, db::Mode::create); });
    CHECK(error.code() == Exit::failed);
    CHECK(holds(error.message(), "not overwritten"));
    CHECK(office.list("sector", {"code"}) == "X1");
}

TEST_CASE("messages are in the language of the process") {
    Folder folder;
    set_language(Language::zh);
    const Error error = thrown_by([&] { db::open(folder.at("absent.db"), db::Mode::read); });
    set_language(Language::en);
    CHECK(error.message() == "数据库 " + folder.at("absent.db") + " 不存在");
}

TEST_CASE("a backup is a complete private copy and overwrites nothing") {
    StockedOffice office;
    const std::string copy = office.folder.at("copy.db");
    office.database->catalog().backup_to(copy);
    CHECK(mode_of(copy) == 0600);
    auto other = db::open(copy, db::Mode::read);
    db::require_current(*other);
    CHECK(other->catalog().integrity().empty());
    auto count = other->prepare("SELECT count(*) FROM platform");
    REQUIRE(count.step());
    CHECK(count.integer(0) == 3);
    CHECK(holds(thrown_by([&] { office.database->catalog().backup_to(copy); }).message(), "already exists"));
}

TEST_CASE("the integrity check names every defect of a server") {
    if (!on_server()) return;
    StockedOffice office;
    CHECK(office.database->catalog().integrity().empty());
    office.database->execute(
        "ALTER TABLE sector DISABLE TRIGGER ALL; ALTER TABLE theme ADD CHECK (month > 0) NOT VALID");
    const auto found = office.database->catalog().integrity();
    REQUIRE(!found.empty());
    CHECK(holds(found.front().what, "constraint not checked: theme"));
    CHECK(holds(found.back().what, "constraint switched off: sector"));
}

TEST_CASE("a reference to a missing record is found with its row and column") {
    if (on_server()) return;
    StockedOffice office;
    CHECK(office.database->catalog().broken_references().empty());
    office.database->execute("PRAGMA foreign_keys = OFF; UPDATE platform SET area = 999 WHERE code = 'P1'");
    const auto found = office.database->catalog().broken_references();
    REQUIRE(found.size() == 1);
    CHECK(found.front().table == "platform");
    CHECK(found.front().row == 1);
    CHECK(found.front().column == "area");
    CHECK(errors(*office.database).front() == "platform P1: area: the area that it refers to does not exist");
}
