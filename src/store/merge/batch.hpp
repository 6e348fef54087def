// A batch: rows of one file that pass through the stages together, and the state that the stages share.
#pragma once

#include "context/write_context.hpp"
#include "cpcc/store/former.hpp"
#include "cpcc/store/records.hpp"

#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace cpcc::store {

// The outcome of a row. `refused` is final and overrides every other decision.
enum class Decision {
    undecided,
    unchanged,           // its record already has all values of the row
    update,              // its record gets the fields in `changed`
    insert,              // the row becomes a new record
    refused,             // the row itself has an error
    depends_on_refused,  // the row refers to a refused row, directly or indirectly
};

struct BatchRow {
    struct Reference {
        std::size_t field;
        std::string code;
        std::int64_t id;  // 0: no such record so far
    };

    std::int64_t id() const { return existing != 0 ? existing : new_id; }
    bool live() const { return decision != Decision::refused && decision != Decision::depends_on_refused; }

    Row row;
    Decision decision = Decision::undecided;
    std::int64_t existing = 0;                 // id of the row's existing record; 0: none
    std::int64_t new_id = 0;                   // id of the record that the row becomes
    const Record* record = nullptr;            // the existing record, once loaded
    std::vector<std::size_t> changed = {};     // fields in which the row differs from its record
    std::vector<std::string_view> wrong = {};  // fields with an error; a missing value there needs no second one
    std::vector<Reference> forward = {};       // to codes that a later row of the file may have
    std::vector<Reference> voided = {};        // to voided records
};

// The days of a problem that were reopened (yyyymmdd).
struct ReopenedDays {
    std::vector<std::int64_t> solved, closed;
};

struct Batch {
    static constexpr std::size_t most_rows = 1000;

    Batch(WriteContext&, const records::Kind&, std::string file, OnExisting);

    bool from_file() const { return !file.empty(); }  // else a single command
    bool replaces() const { return on_existing == OnExisting::replace; }
    // Returns whether the row voids its record, or gives another reason for that.
    bool voids(const BatchRow&);
    bool restores(const BatchRow& row) const {
        return replaces() && row.record && row.record->voided != 0 && !row.row.voided;
    }
    bool has_own_code(const BatchRow& row) const { return kind.has_code() && !records::empty(row.row.values[0]); }
    // Returns the code index of the kind that a reference field refers to.
    CodeIndex& codes_of(std::size_t field) { return context.code_index(records::kind(kind.fields[field].target)); }
    Ledger& ledger();
    // Returns the statement with this text; prepares it once for the file.
    db::Statement& statement(const std::string& sql);
    // Returns the fields that any row gives. Other fields with several values need not be loaded.
    Wanted given_fields() const;

    // Refuses a row. Rows that refer to its code then depend on it.
    void refuse(BatchRow&, std::string_view field, std::string reason);
    void refuse_voided(BatchRow&, const BatchRow::Reference&);
    // Loads the days of what was reopened of each of these records, because a row of a file may still give them.
    void load_reopened(std::span<const std::int64_t> ids);
    // Loads the earlier values of these records, if their kind has dated fields.
    void load_former(std::span<const std::int64_t> ids) {
        former.merge(former_values(context.connection, kind, ids, Refs::ids));
    }
    // Removes all rows and their records.
    void clear();

    WriteContext& context;
    const records::Kind& kind;
    const std::string file;
    const OnExisting on_existing;
    CodeIndex& codes;           // codes of the kind
    const bool kind_was_empty;  // no record of the kind existed before this file
    std::vector<BatchRow> rows;
    std::deque<Record> records;                     // existing records; a deque, because rows point into it
    std::map<std::int64_t, Formers> former;         // earlier values of dated fields, by record
    std::map<std::int64_t, ReopenedDays> reopened;  // by problem
    Counts counts;                                  // of the whole file

private:
    Ledger* ledger_ = nullptr;
    std::map<std::string, db::Statement> statements_;
    std::map<std::int64_t, std::string> reasons_;  // for voiding, by entry
};

}  // namespace cpcc::store
