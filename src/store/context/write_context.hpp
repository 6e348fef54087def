// What the parts of one Change share.
#pragma once

#include "cpcc/store/change.hpp"
#include "context/code_index.hpp"
#include "context/ownership.hpp"
#include "context/row_writer.hpp"

#include <map>
#include <optional>
#include <unordered_map>

namespace cpcc::store {

// Where touched records came from, so that a rule broken at the end can name file and line. New rows are numbered on end and
// cost four bytes; changed ones are kept one by one.
class Ledger {
public:
    void added(std::int64_t id, const std::string& file, int line, std::string_view field = {});
    void changed(std::int64_t id, const std::string& file, int line, std::string_view field = {});
    bool empty() const { return low_ == 0; }
    bool has_changed() const { return !changed_.empty(); }   // whether any of them stood there before, or was made by another row
    std::int64_t low() const { return low_; }
    std::int64_t high() const { return high_; }
    // The place as a Refusal without a reason; its field only where the record came by another record's column.
    Refusal place(std::int64_t id) const;

private:
    struct Origin {
        std::string file;
        std::string field;
        bool is(std::string_view f, std::string_view column) const { return file == f && field == column; }
    };
    struct Run {                       // new rows with ids from `first` on
        std::int64_t first;
        Origin origin;
        std::vector<int> lines;
    };
    void widen(std::int64_t id);
    std::int64_t low_ = 0, high_ = 0;
    std::vector<Run> runs_;
    std::unordered_map<std::int64_t, std::pair<Origin, int>> changed_;
};

class KindWriter;

struct Change::State {
    State(db::Connection&, Author, db::Writes);
    ~State();

    db::Connection& connection;
    Author author;
    bool detailed = false;
    db::Transaction transaction;
    std::int64_t entry = 0;
    std::map<std::string_view, CodeIndex> code_indexes;
    std::map<std::string_view, Ledger> ledgers;
    FirstLoad first_load;
    Ownership ownership;
    std::unique_ptr<KindWriter> writer;
    std::vector<Refusal> refusals;
    std::vector<std::string> files;   // that rows came from, in order
    Counts total;
    std::int64_t last_id = 0;
    std::int64_t reopened = 0;
    bool checked = false;             // the rules have been run over all that was touched
    std::optional<db::Statement> note_row;    // prepared once: an update of many rows keeps many notes

    CodeIndex& code_index(const records::Kind& kind) {
        return code_indexes.try_emplace(kind.id, connection, kind).first->second;
    }
    void came_from(const std::string& file) {
        if (files.empty() || files.back() != file) files.push_back(file);
    }
    // Keeps one change of one field in the history.
    void note(const records::Kind&, std::int64_t record, std::string_view field, std::string_view old_value, std::string_view new_value);
};

}  // namespace cpcc::store
