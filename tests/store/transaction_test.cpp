// Transactions: commit, rollback, waiting for other processes, and recovery after a killed writer.
#include "fixture.hpp"

#include <chrono>

using namespace db_fixture;
using db::Transaction;

namespace {

std::int64_t sectors(db::Connection& database) {
    auto row = database.prepare("SELECT count(*) FROM sector");
    REQUIRE(row.step());
    return row.integer(0);
}

void add_sector(Office& office, const std::string& code) {
    REQUIRE(office.add("sector", {{"code", code}, {"name", code}}).done());
}

template <class Action>
Exit exit_of(Action&& action) {
    try {
        action();
    } catch (const Error& error) {
        return error.code();
    }
    return Exit::done;
}

}  // namespace

TEST_CASE("a transaction without commit is rolled back") {
    Office office;
    add_sector(office, "X1");
    {
        Transaction transaction(*office.database, Transaction::Kind::write);
        office.database->execute("UPDATE sector SET name = 'changed'");
    }
    CHECK(office.value("sector", "X1", "name") == "X1");
    {
        Transaction transaction(*office.database, Transaction::Kind::write);
        office.database->execute("UPDATE sector SET name = 'changed'");
        transaction.commit();
    }
    CHECK(office.value("sector", "X1", "name") == "changed");
}

TEST_CASE("a transaction that reads within another one shares its snapshot") {
    Office office;
    add_sector(office, "X1");
    const auto reader = db::open(office.database->name(), db::Mode::read);
    {
        const Transaction outer(*reader, Transaction::Kind::read);
        CHECK(sectors(*reader) == 1);
        {
            const Transaction inner(*reader, Transaction::Kind::read);
            CHECK(sectors(*reader) == 1);
        }
        if (on_server()) add_sector(office, "X2");  // with a file a writer waits for the reader
        CHECK(sectors(*reader) == 1);
    }
    const Transaction later(*reader, Transaction::Kind::read);
    CHECK(sectors(*reader) == (on_server() ? 2 : 1));
}

TEST_CASE("rows written one by one are readable at once, and a failure is reported by commit at the latest") {
    constexpr int rows = 2500;  // more than the client sends before it reads a reply
    Office office;
    add_sector(office, "X1");
    const auto rename = [&](db::Statement& update, const std::string& name) { update.bind("name", name).run(); };
    Transaction transaction(*office.database, Transaction::Kind::write);
    auto update = office.database->prepare("UPDATE sector SET name = $name");
    for (int i = 1; i <= rows; ++i) rename(update, std::to_string(i));
    CHECK(office.value("sector", "X1", "name") == std::to_string(rows));
    SUBCASE("commit saves all rows") {
        rename(update, "last");
        transaction.commit();
        CHECK(office.value("sector", "X1", "name") == "last");
    }
    SUBCASE("a failed row rolls back all rows") {
        CHECK(exit_of([&] {
                  auto wrong = office.database->prepare("UPDATE sector SET name = $name, code = NULL");
                  rename(wrong, "wrong");
                  rename(update, "later");
                  transaction.commit();
              }) == Exit::failed);
        office.database->roll_back();
        CHECK(office.value("sector", "X1", "name") == "X1");
        add_sector(office, "X2");  // the connection still works
    }
}

TEST_CASE("a discarded change and a dry run write nothing") {
    Office office;
    {
        store::Change change(*office.database, office.author(), "add", true);
        change.add(records::kind("sector"), "", OnExisting::fail, sector("X1", "经济"));
        change.finish();
    }
    CHECK(sectors(*office.database) == 0);
    CHECK(office.import({{"sector", "code,name\nX1,经济"}}, OnExisting::same, false).text() == "1 added");
    CHECK(sectors(*office.database) == 0);
    CHECK(office.number("SELECT count(*) FROM entry") == 0);
}

TEST_CASE("a second writer gets the error busy") {
    Office office;
    add_sector(office, "X1");
    auto other = db::open(office.path, db::Mode::write);
    Transaction held(*office.database, Transaction::Kind::write);
    const auto start = std::chrono::steady_clock::now();
    CHECK(exit_of([&] { Transaction second(*other, Transaction::Kind::write); }) == Exit::busy);
    CHECK(std::chrono::steady_clock::now() - start >= std::chrono::seconds(4));  // it waited
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(20));
    SUBCASE("a reader sees the state before the transaction") {
        office.database->execute("UPDATE sector SET name = 'changed'");
        auto reader = db::open(office.path, db::Mode::read);
        auto row = reader->prepare("SELECT name FROM sector");
        REQUIRE(row.step());
        CHECK(row.text(0) == "X1");
    }
}

TEST_CASE("a waiting writer continues after the first") {
    Office office;
    auto other = db::open(office.path, db::Mode::write);
    { Transaction first(*office.database, Transaction::Kind::write); }
    CHECK(exit_of([&] { Transaction second(*other, Transaction::Kind::write); }) == Exit::done);
}

TEST_CASE("a backup of a locked file ends with the error busy" * doctest::skip(on_server())) {
    Office office;
    auto other = db::open(office.path, db::Mode::write);
    other->execute("BEGIN EXCLUSIVE");
    const std::string copy = office.folder.at("copy.db");
    CHECK(exit_of([&] { office.database->catalog().backup_to(copy); }) == Exit::busy);
    CHECK_FALSE(std::filesystem::exists(copy));
    other->execute("ROLLBACK");
    office.database->catalog().backup_to(copy);
    CHECK(std::filesystem::exists(copy));
}

TEST_CASE("a read transaction sees one snapshot") {
    Office office;
    add_sector(office, "X1");
    auto reader = db::open(office.path, db::Mode::read);
    reader->begin_read();
    CHECK(sectors(*reader) == 1);
    // With the rollback journal of a file the writer has to wait for the reader; on a server it does not.
    CHECK(exit_of([&] {
              office.add("sector", {{"code", "X2"}, {"name", "X2"}});
          }) == (on_server() ? Exit::done : Exit::busy));
    CHECK(sectors(*reader) == 1);
    reader->commit();
    add_sector(office, "X3");
    CHECK(sectors(*reader) == (on_server() ? 3 : 2));
}

TEST_CASE("a reader reads beside a change that outgrows the page cache" * doctest::skip(on_server())) {
    Office office;
    add_sector(office, "X1");
    auto reader = db::open(office.path, db::Mode::read);
    Transaction large(*office.database, Transaction::Kind::write);
    office.database->execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) INSERT INTO sector (code, "
        "name, created, changed) SELECT 'N' || i, hex(zeroblob(700)), 1, 1 FROM n");  // 28 MB
    CHECK(sectors(*reader) == 1);
}

TEST_CASE("a read-only connection cannot write") {
    Office office;
    auto reader = db::open(office.path, db::Mode::read);
    CHECK(exit_of([&] {
              reader->execute("INSERT INTO sector (code, name, created, changed) VALUES ('X', 'X', 1, 1)");
          }) == Exit::failed);
    CHECK(sectors(*office.database) == 0);
}

TEST_CASE("a reader rolls back what a killed writer left" * doctest::skip(on_server())) {
    Office office;
    add_sector(office, "X1");
    const std::string left = office.folder.at("left.db");
    {
        // A half-written file with its journal, as a killed process leaves them.
        office.database->execute("PRAGMA cache_size = 1; PRAGMA cache_spill = 1");
        Transaction killed(*office.database, Transaction::Kind::write);
        office.database->execute(
            "UPDATE sector SET name = 'half written'; WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
            "WHERE i < 20000) "
            "INSERT INTO sector (code, name, created, changed) SELECT 'N' || i, 'n', 1, 1 FROM n");
        std::filesystem::copy(office.path, left);
        std::filesystem::copy(office.path + "-journal", left + "-journal");
    }
    for (const auto mode : {db::Mode::read, db::Mode::write}) {
        CAPTURE(mode == db::Mode::read);
        const std::string copy = office.folder.at(mode == db::Mode::read ? "read.db" : "write.db");
        std::filesystem::copy(left, copy);
        std::filesystem::copy(left + "-journal", copy + "-journal");
        auto opened = db::open(copy, mode);
        CHECK(sectors(*opened) == 1);
        CHECK(opened->catalog().integrity().empty());
        auto row = opened->prepare("SELECT name FROM sector");
        REQUIRE(row.step());
        CHECK(row.text(0) == "X1");
    }
}

TEST_CASE("an unknown parameter is an error") {
    Office office;
    auto row = office.database->prepare("SELECT $a");
    CHECK_THROWS_AS(row.bind("b", 1), Error);
    CHECK_THROWS_AS(office.database->prepare("SELECT no_such_column FROM sector").step(), Error);
}

TEST_CASE("bound values are returned unchanged") {
    Office office;
    using namespace std::string_literals;
    auto row = office.database->prepare("SELECT $text, $number, $nothing");
    const std::string text = on_server() ? "'; DROP TABLE area; --协商" : "'; DROP TABLE area; --\0协商"s;
    if (on_server()) CHECK_THROWS_AS(row.bind("text", "\0"s), Error);  // a server's text cannot contain it
    row.bind("text", text).bind("number", std::int64_t{-9'000'000'000'000'000'000}).bind_null("nothing");
    REQUIRE(row.step());
    CHECK(row.str(0) == text);
    CHECK(row.integer(1) == -9'000'000'000'000'000'000);
    CHECK(row.is_null(2));
    CHECK(row.text(2) == "");
    CHECK(row.is_text(0));
    CHECK_FALSE(row.is_text(1));
    CHECK_FALSE(row.step());
}
