// The state that all parts of one change share. It depends on none of them.
#pragma once

#include "context/code_index.hpp"
#include "context/ledger.hpp"
#include "context/ownership.hpp"
#include "context/row_writer.hpp"
#include "context/trail.hpp"
#include "cpcc/base/date.hpp"
#include "cpcc/store/author.hpp"
#include "cpcc/store/names.hpp"
#include "cpcc/store/renamed.hpp"
#include "cpcc/store/row.hpp"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace cpcc::store {

// What an entry of the history says besides its author. Empty texts are left out.
struct NewEntry {
    std::string action = {}, source = {}, why = {};
    std::string at = {};       // empty: now
    std::int64_t part_of = 0;  // 0: none
};
// Adds an entry to the history and returns its id. Seal it (trail.hpp) before the commit.
std::int64_t add_entry(db::Connection&, const Author&, const NewEntry&);

struct WriteContext {
    // Begins the transaction.
    WriteContext(db::Connection&, Author, db::Writes);

    db::Connection& connection;
    Author author;
    bool received = false;  // Change::receive
    bool detailed = false;  // the history also records every value of added records
    db::Transaction transaction;
    std::int64_t entry = 0;  // id of the change's history entry
    std::map<std::string_view, CodeIndex> code_indexes;
    std::map<std::string_view, Ledger> ledgers;
    FirstLoad first_load;
    Ownership ownership;
    std::vector<Refusal> refusals;
    std::vector<std::string> notes;  // what was left out of rows that are written
    Counts total;
    std::map<const records::Kind*, std::set<std::int64_t>>
        corrected;             // records whose dated fields changed for all time
    std::int64_t last_id = 0;  // of the record that was last added or edited
    // The folded names of refused rows, by kind. A row that refers to one of them has no error itself.
    std::map<std::string_view, std::set<std::string>> refused_names;
    std::optional<db::Statement> insert_change;  // prepared once, because an update of many rows writes many of them

    std::map<const records::Kind*, std::vector<std::string_view>> own_keys;  // Change::find_by

    // Of each watched kind, the rows by line with the record that each is about (Change::watch).
    std::map<const records::Kind*, std::vector<FoundRecord>> found_records;

    CodeIndex& code_index(const records::Kind& kind) {
        return code_indexes.try_emplace(kind.id, connection, kind).first->second;
    }
    // Returns the names of records. Made on first use, so that files with codes cost nothing more.
    Names& names() {
        if (!names_) names_ = std::make_unique<Names>(connection, author.area);
        return *names_;
    }
    // Forgets the names of a kind, because its records have changed.
    void forget_names(const records::Kind& kind) {
        if (names_) names_->forget(kind);
    }
    // Returns the present code of the record that had the code before a renaming; null: there is none.
    const std::string* renamed_to(const records::Kind&, std::string_view code);
    // Records the change of one field in the history.
    void note(const records::Kind&, std::int64_t record, std::string_view field, std::string_view old_value,
              std::string_view new_value);
    // Returns the history entry that voids a record for a reason, which the caller writes into the record. Each reason
    // has an entry of its own, because an entry has one reason. Without a reason it is the entry of the change.
    std::int64_t void_record(const records::Kind&, std::int64_t record, const std::string& reason);
    // Writes the hashes of the change's entries. Precondition: nothing is noted afterwards.
    void seal_entries() { seal(connection, entry, hashes_); }

private:
    void note_in(std::int64_t entry, const records::Kind&, std::int64_t record, std::string_view field,
                 std::string_view old_value, std::string_view new_value);
    std::map<std::string, std::int64_t> void_entries_;  // by reason
    HashesOfEntries hashes_;
    std::unique_ptr<Names> names_;
    std::map<std::string_view, Renamed> renamed_;  // by kind; read on first use
};

}  // namespace cpcc::store
