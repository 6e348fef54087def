// Writes records. One command is one Change: one write transaction with one history entry, saved completely or not at
// all. A single `add` on the command line and an import of a million rows use the same path.
#pragma once

#include "cpcc/db/connection.hpp"
#include "cpcc/store/author.hpp"
#include "cpcc/store/period_closing.hpp"
#include "cpcc/store/record_merge.hpp"
#include "cpcc/store/records.hpp"
#include "cpcc/store/refusal.hpp"
#include "cpcc/store/row.hpp"
#include "cpcc/store/undo.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace cpcc::store {

// Returns what a change of records of these kinds may write: only facts if every kind is a fact, else everything.
db::Writes writes_of(std::span<const records::Kind* const>);

// A value that a change replaced in an existing record. References are codes, and phones are masked.
struct ChangedValue {
    std::string kind, record, field, old_value, new_value;
};

class Change {
public:
    // Begins the transaction and its history entry. With `detailed` the history also records every value of added
    // records. On a server, a change that writes only facts waits only for its own office. Throws Error{busy} if
    // another process holds the database for too long.
    Change(db::Connection&, Author, std::string action, bool detailed, std::string source = {}, std::string why = {},
           db::Writes = db::Writes::all);
    ~Change();
    Change(const Change&) = delete;
    Change& operator=(const Change&) = delete;

    // Records the imported files in the history: a line for each, as sha256sum prints it.
    void came_from_files(const std::string& hashes);
    // Lets rows of files that have no code find their record by these fields (their ids), instead of by what identifies
    // the kind. A row without a value in one of them is refused, and so is one that finds several records.
    // Precondition: the kind has no key, and each field has one value.
    void find_by(const records::Kind&, std::vector<std::string_view> fields);
    // Remembers from now on which records the rows of a kind are about.
    void watch(const records::Kind&);
    // Returns the records that rows of a watched kind added, changed or left unchanged. Writes the rows of the last
    // batch.
    std::vector<FoundRecord> found(const records::Kind&);
    // The rows come from the offices that own the records: does not check rules, make relapses or look for doubles, and
    // commits even if no record changed.
    void receive();
    // Adds one row to the batch of its kind and file. Call `finish` after the last one.
    void add(const records::Kind&, const std::string& file, OnExisting, Row);
    // Refuses a row that has no usable cells.
    void reject(Refusal);
    // Writes the rows of the last batch. Returns the counts of their kind and file.
    Counts finish();
    std::int64_t last_id() const;  // of the record that was last added or edited; 0: none
    std::size_t refused() const;   // number of errors in the rows so far
    bool changed() const;          // whether anything was added or updated

    // Voids or restores a record. Refuses it if another office owns the record, or if restoring it would create a
    // duplicate. `why`: the reason, if it is not that of the whole change.
    void set_void(const records::Kind&, std::int64_t id, bool voided, const std::string& why = {});

    // Gives a record another code. Refuses it if another office owns the record or has the code, or if a record has it,
    // voided or not. References stay, because they are row numbers.
    void rename(const records::Kind&, std::int64_t id, const std::string& code);
    // Makes two records one: every live record that refers to `gone` refers to `keep` afterwards, and `gone` is voided.
    // What `keep` has already, such as the attendance of a session, is voided too. Other fields of `keep` stay.
    Merged merge(const records::Kind&, std::int64_t keep, std::int64_t gone);

    // Takes back what entries of the history did: former values are written, added records voided, voided ones
    // restored, and a closed period is reopened. Refuses it if later changes depend on what they did: a record was
    // changed later in the same field, a live record refers to one that they added, or a period with one was closed
    // since. Throws Error{failed} if there is no such entry, or if it was taken back already.
    Undone undo(const ToUndo&);

    // Freezes the figures of an ended period for the area and all areas below it; without an area, for all areas.
    // Calls `figures` once, inside the transaction, so that the records cannot change while they are counted. Throws
    // Error{failed} if the area does not exist or is voided, or if the period has not ended or is already closed.
    void close_period(const std::optional<std::string>& area, const Period&,
                      const std::function<void(const KeepFigure&)>& figures);
    // Ends the closing of exactly this area and period; its figures stay in the database. Throws Error{failed} if there
    // is no such closing, or if the area does not exist or is voided.
    void reopen_period(const std::optional<std::string>& area, const Period&);

    // Applies the relapses, checks every rule over the touched records, and commits. Throws Refused if any row has
    // an error; then nothing is written. If nothing changed, it does not commit, so no history entry remains.
    void commit();
    // Does the same without the commit.
    void check_only();
    // After `check_only` or `commit`: a sentence for each pair of likely doubles that the change made (doubles.hpp).
    const std::vector<std::string>& doubles() const;
    // Returns sentences on what was left out of rows that are written, such as masked phones.
    const std::vector<std::string>& notes() const;
    // Returns the first values that were replaced in existing records, in order. Writes the rows of the last batch.
    std::vector<ChangedValue> changed_values(std::size_t most);
    // Records that two records are alike and still two. Throws Error{failed} if that
    // is already recorded.
    void set_distinct(const records::Kind&, std::int64_t one, std::int64_t other);
    // Returns the live facts that refer to a record whose dated fields the change corrects for its whole time, by kind:
    // they count by the new values now. Precondition: `finish` was called.
    std::vector<Reference> moved_facts() const;
    std::int64_t reopened() const;  // number of problems that a relapse reopened
    std::int64_t restored() const;  // number of problems whose solution stands again, because its relapse is gone

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace cpcc::store
