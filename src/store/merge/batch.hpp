// Rows of one file on their way through the stages, and what the stages share.
#pragma once

#include "context/write_context.hpp"
#include "cpcc/store/records.hpp"

#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace cpcc::store {

// What becomes of a row. `refused` is final and outranks every other decision.
enum class Decision {
    undecided,
    unchanged,           // its record has all that the row gives
    update,              // its record gets the fields in `changed`
    insert,              // it becomes a record
    refused,             // it has an error of its own
    depends_on_refused,  // it refers to a refused row, directly or through others
};

struct BatchRow {
    struct Reference {
        std::size_t field;
        std::string code;
        std::int64_t id;  // 0: there is no such record so far
    };

    std::int64_t id() const { return existing != 0 ? existing : new_id; }
    bool live() const { return decision != Decision::refused && decision != Decision::depends_on_refused; }

    Row row;
    Decision decision = Decision::undecided;
    std::int64_t existing = 0;                 // the record that the row stands for; 0: none
    std::int64_t new_id = 0;                   // the number of the record that the row becomes
    const Record* record = nullptr;            // the existing one, once it is loaded
    std::vector<std::size_t> changed = {};     // fields in which the row differs from its record
    std::vector<std::string_view> wrong = {};  // fields with an error: a missing value there needs no second one
    std::vector<Reference> forward = {};       // to rows that may stand further down
    std::vector<Reference> voided = {};        // to voided records
};

struct Batch {
    static constexpr std::size_t most_rows = 1000;

    Batch(WriteContext&, const records::Kind&, std::string file, OnExisting);

    bool from_file() const { return !file.empty(); }  // else one person's command
    bool has_own_code(const BatchRow& row) const { return kind.has_code() && !records::empty(row.row.values[0]); }
    // Returns the codes of the kind that a reference field names.
    CodeIndex& codes_of(std::size_t field) { return context.code_index(records::kind(kind.fields[field].target)); }
    Ledger& ledger();
    // Returns the statement with this text, prepared once a file.
    db::Statement& statement(const std::string& sql);
    // Returns the fields that any row gives: of a record's several values only these are compared.
    Wanted given_fields() const;

    // Refuses a row; rows that refer to its code will depend on it.
    void refuse(BatchRow&, std::string_view field, std::string reason);
    void refuse_voided(BatchRow&, const BatchRow::Reference&);
    // Loads the day of the last relapse of these records, where a row may give a solved date that it emptied.
    void load_relapses(std::span<const std::int64_t> ids);
    // Forgets the rows.
    void clear();

    WriteContext& context;
    const records::Kind& kind;
    const std::string file;
    const OnExisting on_existing;
    CodeIndex& codes;         // of the kind
    const bool from_nothing;  // no record of the kind existed before this file
    std::vector<BatchRow> rows;
    std::deque<Record> records;                     // that rows may stand for; their places do not move
    std::map<std::int64_t, std::int64_t> relapses;  // last relapse's day by problem
    Counts counts;                                  // of the whole file

private:
    Ledger* ledger_ = nullptr;
    std::map<std::string, db::Statement> statements_;
};

}  // namespace cpcc::store
