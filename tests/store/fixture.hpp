// An office's database in a temporary folder, and short functions to use it, so that a test reads as a sentence.
#pragma once

#include "cpcc/base/error.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/db/bulk_load.hpp"
#include "cpcc/db/catalog.hpp"
#include "cpcc/db/migrate.hpp"
#include "cpcc/db/open.hpp"
#include "cpcc/store/change.hpp"
#include "cpcc/store/check.hpp"
#include "cpcc/store/history.hpp"
#include "cpcc/store/import.hpp"
#include "cpcc/store/records.hpp"

#include <doctest/doctest.h>

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace db_fixture {

using namespace cpcc;
using store::OnExisting;

class Folder {
public:
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "cpcc-db-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("mkdtemp");
        path_ = name;
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    std::string at(const std::string& name) const { return (path_ / name).string(); }

private:
    std::filesystem::path path_;
};

// Returns whether the tests run on a server: CPCC_TEST_ENGINE=postgresql, with the URL of its database `postgres` in
// CPCC_TEST_SERVER.
inline bool on_server() {
    const char* engine = std::getenv("CPCC_TEST_ENGINE");
    return engine && std::string_view(engine) == "postgresql";
}

// Returns the errors that `cpcc check` finds in the records.
inline std::vector<std::string> errors(db::Connection& connection) {
    std::vector<std::string> found;
    store::check(connection, [&](const store::Finding& one) {
        if (one.severity == store::Severity::error) found.push_back(one.record + ": " + one.what);
    });
    return found;
}

inline bool holds(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

// A place for a test's database: a file that does not exist yet, or an empty database on the server, which the
// destructor drops.
class Place {
public:
    explicit Place(const Folder& folder, const std::string& name = "office") : Place(folder, name, nullptr) {}
    // Copies the database at another place. Precondition: nobody is connected to that one.
    Place(const Folder& folder, const Place& like) : Place(folder, "office", &like) {}
    ~Place() {
        if (!database_.empty()) server().execute("DROP DATABASE " + database_ + " WITH (FORCE)");
    }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;
    const std::string& name() const { return name_; }

private:
    Place(const Folder& folder, const std::string& name, const Place* like) {
        if (on_server()) {
            static int made = 0;
            database_ = fmt::format("test_{}_{}", ::getpid(), ++made);
            server().execute("CREATE DATABASE " + database_ + (like ? " TEMPLATE " + like->database_ : ""));
            name_ = std::getenv("CPCC_TEST_SERVER");
            name_.replace(name_.find("/postgres?"), 10, "/" + database_ + "?");
        } else {
            name_ = folder.at(name + ".db");
            if (like) std::filesystem::copy_file(like->name_, name_);
        }
    }
    static db::Connection& server() {
        static const auto connection = db::open(std::getenv("CPCC_TEST_SERVER"), db::Mode::write);
        return *connection;
    }

    std::string name_, database_;
};

// Returns a new database with the current schema, created once for all tests.
inline const Place& new_database() {
    static const Folder folder;
    static const Place place(folder, "new");
    [[maybe_unused]] static const int steps = db::migrate(*db::open(place.name(), db::Mode::create), "tester", {});
    return place;
}

// Reads the rows of a text like "code,name\nA,B". Lines count from 1; there is no quoting.
class TextReader final : public files::Reader {
public:
    explicit TextReader(std::string text) : text_(std::move(text)), lines_(cpcc::split(text_, "\n")) {}
    const std::string& encoding() const override { return encoding_; }
    bool next(files::Row& row) override {
        while (at_ < lines_.size()) {
            const auto line = lines_[at_++];
            if (line.empty()) continue;
            cells_ = cpcc::split(line, ",");
            row = {static_cast<int>(at_), cells_};
            return true;
        }
        return false;
    }

private:
    std::string text_;
    std::vector<std::string_view> lines_;
    std::vector<std::string_view> cells_;
    std::string encoding_ = "utf-8";
    std::size_t at_ = 0;
};

// Returns the row of a new sector.
inline store::Row sector(std::string code, std::string name) {
    store::Row row{0, 0, store::Values(records::kind("sector").fields.size())};
    row.values[0] = std::move(code);
    row.values[1] = std::move(name);
    return row;
}

using Cells = std::vector<std::pair<std::string, std::string>>;  // field, cell

// The outcome of one Change.
struct Outcome {
    store::Counts counts;
    std::int64_t reopened = 0, restored = 0;
    std::vector<std::string> refusals;  // empty: the change succeeded
    std::int64_t last_id = 0;

    bool done() const { return refusals.empty(); }
    // Returns "1 added, 2 updated, 3 unchanged" without zeros, or the refusals, one on each line.
    std::string text() const {
        if (!done()) return join(refusals, "\n");
        std::vector<std::string> parts;
        for (const auto& [count, word] : {std::pair{counts.added, "added"}, std::pair{counts.updated, "updated"},
                                          std::pair{counts.unchanged, "unchanged"}})
            if (count) parts.push_back(fmt::format("{} {}", count, word));
        return join(parts, ", ");
    }
};

inline doctest::String toString(const Outcome& outcome) { return outcome.text().c_str(); }

class Office {
public:
    Office() : place(folder, new_database()), path(place.name()), database(db::open(path, db::Mode::write)) {}

    // Imports several files, named KIND.csv, in one transaction. Without `keep` it only checks them.
    Outcome import(const std::vector<std::pair<std::string, std::string>>& files,
                   OnExisting on_existing = OnExisting::same, bool keep = true) {
        Outcome outcome;
        try {
            store::Change change(*database, author(), "import", false, "test");
            store::ImportOptions options;
            options.on_existing = on_existing;
            for (const auto& [kind, text] : files) {
                TextReader reader(text);
                outcome.counts += store::import_rows(change, records::kind(kind), reader, kind + ".csv", options);
            }
            if (keep)
                change.commit();
            else
                change.check_only();
            outcome.reopened = change.reopened(), outcome.restored = change.restored();
            doubles = change.doubles();
        } catch (const store::Refused& refused) {
            for (const auto& refusal : refused.refusals()) outcome.refusals.push_back(store::text_of(refusal));
        }
        return outcome;
    }
    Outcome import(const std::string& kind, const std::string& text, OnExisting on_existing = OnExisting::same) {
        return import(std::vector<std::pair<std::string, std::string>>{{kind, text}}, on_existing);
    }

    // Writes one record, with its values in the history, like the command line.
    Outcome add(const std::string& kind, const Cells& cells) { return write(kind, 0, cells, OnExisting::fail); }
    Outcome edit(const std::string& kind, const std::string& name, const Cells& cells) {
        return write(kind, find(kind, name).id, cells, OnExisting::must);
    }
    Outcome set_void(const std::string& kind, const std::string& name, bool voided) {
        Outcome outcome;
        try {
            store::Change change(*database, author(), voided ? "void" : "restore", true, "", "wrong");
            change.set_void(records::kind(kind), find(kind, name).id, voided);
            change.commit();
            outcome.reopened = change.reopened(), outcome.restored = change.restored();
        } catch (const store::Refused& refused) {
            for (const auto& refusal : refused.refusals()) outcome.refusals.push_back(store::text_of(refusal));
        }
        return outcome;
    }

    store::Record find(const std::string& kind, const std::string& name) {
        return store::find(*database, records::kind(kind), name);
    }
    std::string value(const std::string& kind, const std::string& name, std::string_view field) {
        const auto& declared = records::kind(kind);
        return show(declared.at(field), find(kind, name).values[declared.index(field)], records::Style::raw);
    }
    // Returns the matching records with the raw texts of these fields: "M1,speak M2,attend".
    std::string list(const std::string& kind, const std::vector<std::string>& fields,
                     const store::Filter& filter = {}) {
        const auto& declared = records::kind(kind);
        std::vector<std::string> rows;
        store::list(*database, declared, filter, [&](const store::Record& record) {
            std::vector<std::string> cells;
            for (const auto& field : fields)
                cells.push_back(show(declared.at(field), record.values[declared.index(field)], records::Style::raw));
            rows.push_back(join(cells, ","));
        });
        return join(rows, " ");
    }
    // Returns one line for each step of the history: "add code: -> A1".
    std::vector<std::string> history(const std::string& kind, const std::string& name) {
        std::vector<std::string> steps;
        for (const auto& past : store::history(*database, records::kind(kind), find(kind, name)))
            steps.push_back(past.field.empty() ? past.action
                                               : fmt::format("{} {}: {} -> {}", past.action, past.field, past.old_value,
                                                             past.new_value));
        return steps;
    }
    std::int64_t number(const std::string& sql) {
        auto row = database->prepare(sql);
        REQUIRE(row.step());
        return row.integer(0);
    }
    store::Author author() const { return {"tester", office, today, nullptr, future}; }

    Date today = Date::of(2024, 9, 4);
    bool future = false;
    std::vector<std::string> doubles;  // of the last change
    Folder folder;
    Place place;
    std::string path;
    std::string office = "QS";
    std::unique_ptr<db::Connection> database;

private:
    Outcome write(const std::string& kind_id, std::int64_t id, const Cells& cells, OnExisting on_existing) {
        const auto& kind = records::kind(kind_id);
        Outcome outcome;
        try {
            store::Change change(*database, author(), id ? "edit" : "add", true);
            store::Row row{0, id, store::Values(kind.fields.size())};
            for (const auto& [field, cell] : cells) {
                const auto converted = records::convert(kind.at(field), cell);
                REQUIRE(converted.reason == "");
                row.values[kind.index(field)] = converted.value;
            }
            change.add(kind, "", on_existing, std::move(row));
            outcome.counts = change.finish();
            change.commit();
            outcome.last_id = change.last_id();
            outcome.reopened = change.reopened(), outcome.restored = change.restored();
            doubles = change.doubles();
        } catch (const store::Refused& refused) {
            for (const auto& refusal : refused.refusals()) outcome.refusals.push_back(store::text_of(refusal));
        }
        return outcome;
    }
};

// An office with two districts, their registers and one session.
class StockedOffice : public Office {
public:
    StockedOffice() {
        const Outcome stocked = import({
            {"area",
             "code,name,level,parent\nWH,武汉市,city,\nQS,青山区,district,WH\nQS1,钢都街道,street,QS\nQS11,某社区,"
             "community,QS1\nJA,江岸区,district,WH\nJA1,某街道,street,JA"},
            {"sector", "code,name\nX1,经济\nX2,教育"},
            {"unit", "code,name,kind\nU1,区城管局,department\nU2,某物业,property"},
            {"member",
             "code,name,level,area,sector,phone,joined_on,left_on\nM1,张一,district,QS,X1,13812345678,2022-01-01,2024-"
             "12-31\nM2,李二,district,QS,X2,,,\nM3,王三,city,JA,X1,,,"},
            {"platform",
             "code,name,kind,area,opened_on,closed_on,tags\nP1,钢都之家,home,QS11,2023-01-01,2024-06-30,样板\nP2,"
             "江岸之家,home,JA1,,,\nP3,青山工作室,studio,QS,,,"},
            {"topic", "code,title,kind,proposed_on,platform\nT1,食堂,annual,2024-01-05,P1"},
            {"session", "code,held_on,platform,kind,title,members\nS1,2024-03-05,P1,consult,食堂协商,M1;M2:speak"},
            {"problem", "code,title,category,raised_on,platform,session\nQ1,没有食堂,urgent,2024-03-05,P1,S1"},
        });
        REQUIRE(stocked.text() == "19 added");
    }
};

}  // namespace db_fixture
