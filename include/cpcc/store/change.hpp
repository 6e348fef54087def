// Writing records. One command is one Change: one write transaction, one history entry, all of it or nothing. A single
// `add` on the command line and an import of a million rows go the same way.
#pragma once

#include "cpcc/base/date.hpp"
#include "cpcc/base/error.hpp"
#include "cpcc/db/connection.hpp"
#include "cpcc/records/value.hpp"
#include "cpcc/store/period_closing.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace cpcc::store {

// What a row must pass besides what its kind declares, where only a higher floor knows it, as it does the measures: says no by
// calling `refuse` with a field and the reason. Null: nothing.
using Refuse = std::function<void(std::string_view field, std::string reason)>;
using CheckRow = std::function<void(const records::Kind&, std::span<const records::Value>, const Refuse& refuse)>;

struct Author {
    std::string by;       // who, for the history
    std::string office;   // office.code, for codes that are made; may be empty
    Date today;
    CheckRow check = nullptr;
};

// Why a row can't be taken. `line` 0: it came from the command line.
struct Refusal {
    std::string file;
    int line = 0;
    std::string field;    // empty: the row as a whole
    std::string reason;
};

// `sessions.csv:18: held_on: …`, or `--held-on: …` for the command line.
std::string text_of(const Refusal&);

// Thrown by Change::commit where rows were refused: nothing was written.
class Refused : public Error {
public:
    explicit Refused(std::vector<Refusal> refusals);
    const std::vector<Refusal>& refusals() const noexcept { return refusals_; }

private:
    std::vector<Refusal> refusals_;
};

enum class OnExisting {
    same,      // equal rows are passed over, any difference is refused
    fail,
    skip,
    update,
    must,      // only existing records are meant: an edit
};

struct Counts {
    std::int64_t added = 0, updated = 0, unchanged = 0, rejected = 0;
    std::int64_t voided = 0;   // of the unchanged: rows of records that are voided here and stay so
    Counts& operator+=(const Counts&);
};

// The values of a row. Those of many rows may stand in one piece of memory, which the last of these rows gives back: a file's rows are made
// on one thread and ended on another, which would wait for one another at the heap if each row had a piece of its own.
class Values {
public:
    explicit Values(std::size_t count) : Values(std::make_shared<records::Value[]>(count), 0, count) {}
    Values(std::shared_ptr<records::Value[]> of_many, std::size_t first, std::size_t count) : all_(std::move(of_many)), here_(all_.get() + first, count) {}
    Values(Values&&) noexcept = default;
    Values& operator=(Values&&) noexcept = default;
    records::Value& operator[](std::size_t field) { return here_[field]; }
    const records::Value& operator[](std::size_t field) const { return here_[field]; }
    operator std::span<const records::Value>() const { return here_; }

private:
    std::shared_ptr<records::Value[]> all_;
    std::span<records::Value> here_;
};

struct Row {
    int line = 0;
    std::int64_t id = 0;                  // an edit names its record by row
    Values values;                        // in the order of the kind's fields; refs as codes
    std::vector<Refusal> refusals = {};   // cells that could not be read: the rest of the row is looked through, and nothing of it written
};

// What a change of records of these kinds writes.
db::Writes writes_of(std::span<const records::Kind* const>);

class Change {
public:
    // Begins the transaction. With `detailed` the history keeps every value of added records too. What writes nothing but facts and says
    // so waits on a server for its own office alone.
    Change(db::Connection&, Author, std::string action, bool detailed, std::string source = {}, std::string why = {}, db::Writes = db::Writes::all);
    ~Change();
    Change(const Change&) = delete;
    Change& operator=(const Change&) = delete;

    // Takes one row; rows are written in blocks, so `finish` must follow the last one of a kind.
    void add(const records::Kind&, const std::string& file, OnExisting, Row);
    // A row that has no cells to look through.
    void reject(Refusal);
    Counts finish();
    std::int64_t last_id() const;         // of the record added or changed last
    std::size_t refused() const;
    bool changed() const;                 // whether any record is added or different

    void set_void(const records::Kind&, std::int64_t id, bool voided);

    // Freezes the figures of an ended period: of the area and what lies below it, all areas where none is named. `figures` is called
    // once, inside the transaction, and hands each figure over: what they are counted from can't change meanwhile. Throws
    // Error{failed} where there is no such area, the period has not ended or is closed already.
    void close_period(const std::optional<std::string>& area, const Period&, const std::function<void(const KeepFigure&)>& figures);
    // Ends the closing of just this area and period, which is kept. Throws Error{failed} where there is none.
    void reopen_period(const std::optional<std::string>& area, const Period&);

    // Reopens what relapsed, checks every rule over what was touched, and commits. Throws Refused.
    void commit();
    // The same without keeping anything.
    void check_only();
    std::int64_t reopened() const;        // problems that a relapse reopened

    struct State;

private:
    std::unique_ptr<State> state_;
};

// Breaches of the rules anywhere in the database, as sentences (`cpcc check`).
std::vector<std::string> breaches(db::Connection&);

}  // namespace cpcc::store
