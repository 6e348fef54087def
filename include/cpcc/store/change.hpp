// Writing records. One command is one Change: one write transaction, one history entry, all of it or nothing. A single
// `add` on the command line and an import of a million rows go the same way.
#pragma once

#include "cpcc/db/connection.hpp"
#include "cpcc/store/author.hpp"
#include "cpcc/store/period_closing.hpp"
#include "cpcc/store/refusal.hpp"
#include "cpcc/store/row.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace cpcc::store {

// What a change of records of these kinds writes.
db::Writes writes_of(std::span<const records::Kind* const>);

class Change {
public:
    // Begins the transaction. With `detailed` the history keeps every value of added records too. What writes nothing
    // but facts and says so waits on a server for its own office alone.
    Change(db::Connection&, Author, std::string action, bool detailed, std::string source = {}, std::string why = {},
           db::Writes = db::Writes::all);
    ~Change();
    Change(const Change&) = delete;
    Change& operator=(const Change&) = delete;

    // Takes one row; rows are written in blocks, so `finish` must follow the last one of a kind.
    void add(const records::Kind&, const std::string& file, OnExisting, Row);
    // A row that has no cells to look through.
    void reject(Refusal);
    Counts finish();
    std::int64_t last_id() const;  // of the record added or changed last
    std::size_t refused() const;
    bool changed() const;  // whether any record is added or different

    void set_void(const records::Kind&, std::int64_t id, bool voided);

    // Freezes the figures of an ended period: of the area and what lies below it, all areas where none is named.
    // `figures` is called once, inside the transaction, and hands each figure over: what they are counted from can't
    // change meanwhile. Throws Error{failed} where there is no such area, the period has not ended or is closed
    // already.
    void close_period(const std::optional<std::string>& area, const Period&,
                      const std::function<void(const KeepFigure&)>& figures);
    // Ends the closing of just this area and period, which is kept. Throws Error{failed} where there is none.
    void reopen_period(const std::optional<std::string>& area, const Period&);

    // Reopens what relapsed, checks every rule over what was touched, and commits. Throws Refused.
    void commit();
    // The same without keeping anything.
    void check_only();
    std::int64_t reopened() const;  // problems that a relapse reopened

private:
    struct State;
    std::unique_ptr<State> state_;
};

// Breaches of the rules anywhere in the database, as sentences (`cpcc check`).
std::vector<std::string> breaches(db::Connection&);

}  // namespace cpcc::store
