// Writes the rows of one kind, block by block: codes to ids, what exists against what is new, then the rows.
#pragma once

#include "context/write_context.hpp"
#include "cpcc/store/records.hpp"
#include "merge/key_index.hpp"

#include <algorithm>
#include <deque>
#include <list>

namespace cpcc::store {

// Whether a given value (refs as ids) leaves the kept one as it is.
bool equal(const records::Field&, const records::Value& given, const records::Value& kept);

class KindWriter {
public:
    KindWriter(WriteContext&, const records::Kind&, std::string file, OnExisting);

    const records::Kind& kind() const { return kind_; }
    const std::string& file() const { return file_; }
    void add(Row row);
    Counts finish();

private:
    static constexpr std::size_t block_size = 1000;
    struct Pending {
        Row row;
        std::int64_t id = 0;            // of the existing record, or of the new one
        bool exists = false;
        bool same = false;              // the existing record has all that the row gives: nothing more to do
        Record* kept = nullptr;         // else the existing record, once it is loaded
        bool refused = false;           // it has a reason of its own
        std::vector<std::string_view> wrong = {};   // fields that could not be taken: what is missing there is said already
        bool dropped = false;           // it leans on a refused row
        struct Reference {
            std::size_t field;
            std::string code;
            std::int64_t id;            // 0: there is no such record so far
        };
        std::vector<Reference> forward = {};   // to rows that may stand further down
        std::vector<Reference> voided = {};    // to records that are voided
    };
    struct Deferred {
        std::int64_t id;
        bool exists;
        int line;
        std::size_t field;
        std::string code;
    };

    void flush();
    void register_codes();
    void resolve_references();
    void resolve_field(std::size_t field);
    std::int64_t resolve(Pending&, std::size_t field, const std::string& code);
    void identify_by_lookup();
    enum class Among { live, voided };
    bool stands_twice(Pending&);
    bool leans_on_new(const Pending&);
    enum class Found { by_row, by_key };
    void pass_same(const std::vector<Pending*>&, Found by);
    std::int64_t place_of(const Pending&, Found by) const;
    bool stand_close(std::vector<Pending*>&, Found by) const;
    void compare_in_order(const std::vector<Pending*>&, Found by, const std::vector<std::size_t>& saying);
    void compare_by_join(const std::vector<Pending*>&, Found by, const std::vector<std::size_t>& fields);
    bool is_key(std::size_t field) const { return std::find(key_.begin(), key_.end(), field) != key_.end(); }
    bool may_be_same(const Pending&) const;
    void match_all(const std::vector<Pending*>&, Among);
    std::vector<std::vector<Record*>> look_up(const std::vector<Pending*>&, Among);
    void match(Pending&, const std::vector<Record*>& candidates);
    std::vector<bool> given_fields() const;
    void load_relapses(std::span<const std::int64_t> ids);
    // Whether a row leaves a field of a kept record as it is; a solved date that a relapse has moved into the history does.
    bool adds_attendances(std::size_t field, const records::Value&) const;
    bool leaves(const Pending&, std::size_t field, const Record& kept) const;
    bool same_key(const Pending&, const Record&) const;
    int earlier_line(const Pending&);
    std::vector<bool>::reference matched(std::int64_t id);
    void load_existing();
    void write_existing();
    void write_one_existing(Pending&, Record& kept);
    void update(Pending&, const Record& kept, const std::vector<std::size_t>& fields);
    void insert_new();
    bool complete(Pending&);
    void require_all(Pending&);
    void insert(Pending&);
    RowWriter& rows_of(std::string_view table, std::span<const std::string_view> columns, std::span<const std::string_view> stamps = {});
    RowWriter& own_rows();
    void write_rows();
    void write_block();
    bool from_nothing(const RowWriter&);
    void write_items(Pending&, std::size_t field, const records::Value* kept);
    void write_roles(Pending&, const std::vector<records::Item>& wanted, const std::vector<records::Item>& kept);
    void insert_attendance(Pending&, const records::Item&);
    void resolve_deferred();
    bool may_change(const Deferred&, std::int64_t id);
    void refuse_voided(Pending&, const Pending::Reference&);
    std::int64_t last_number(const std::string& prefix);
    std::string make_code(const Pending&);
    std::string shown(std::size_t field, const records::Value&) const;
    void refuse(Pending&, std::string_view field, std::string reason);
    bool live(const Pending& p) const { return !p.refused && !p.dropped; }
    db::Statement& statement(const std::string& sql);
    struct Target {                                 // of a field that refers to records
        const records::Kind* kind = nullptr;
        CodeIndex* codes = nullptr;
    };
    const Target& target(std::size_t field);
    Ledger& ledger();

    WriteContext& state_;
    const records::Kind& kind_;
    std::string file_;
    OnExisting on_existing_;
    std::vector<std::size_t> key_, lookup_;         // the places of these fields
    bool nothing_kept_;                             // no record of the kind stood before this file
    std::vector<Pending> block_;
    std::deque<Record> kept_;                       // records that rows of the block may stand for
    std::list<RowWriter> batches_;                   // new rows of the block: the kind's own first, then what belongs to them
    RowWriter* own_ = nullptr;
    std::vector<Target> targets_;                   // by field; null where not asked for yet
    Ledger* ledger_ = nullptr;
    std::vector<Deferred> deferred_;
    KeyIndex seen_keys_;
    std::map<std::int64_t, std::vector<bool>> matched_;   // by office: kept records that a row without key stood for, by row number
    std::map<std::int64_t, std::int64_t> relapses_; // the day of each problem's last one
    std::map<std::string, std::int64_t> made_;      // last number made for each prefix of codes
    std::map<std::string, db::Statement> statements_;
    Counts counts_;
};

}  // namespace cpcc::store
