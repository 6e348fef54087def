// Third stage. Finds the existing record of each undecided row: by its code or id, by its kind's key or the key that
// the import gives, or, in a file, by equality of all given values, or by its kind's identity. Sets `existing` and
// `record`, or decides `unchanged`. Refuses duplicate keys.
#pragma once

#include "merge/batch.hpp"
#include "merge/key_index.hpp"

namespace cpcc::store {

class MatchExisting {
public:
    explicit MatchExisting(Batch&);
    void run();

private:
    enum class RecordState { live, voided };
    std::vector<BatchRow*> unmatched();
    bool lacks_own_key(BatchRow&);
    bool is_duplicate_key(BatchRow&);
    int earlier_line(const BatchRow&);
    std::int64_t number_of(const std::string& text);
    void match_by_lookup();
    bool refers_to_new(const BatchRow&);
    void match_all(const std::vector<BatchRow*>&, RecordState);
    std::vector<std::vector<const Record*>> look_up(const std::vector<BatchRow*>&, RecordState);
    using Candidates = std::vector<const Record*>;
    void match(BatchRow&, const Candidates&, RecordState);
    void take(BatchRow&, const Candidates& same);
    void match_by_identity(BatchRow&, const Candidates&);
    bool has_same_identity(const BatchRow&, const Record&) const;
    bool is_same_record(const BatchRow&, const Record&, RecordState);
    bool has_same_key(const BatchRow&, const Record&) const;
    std::vector<bool>::reference matched(std::int64_t id);
    void load_named();

    Batch& batch_;
    bool own_key_;                                         // the import gives the key
    std::vector<std::size_t> key_, lookup_, identity_;     // indexes of these fields
    KeyIndex seen_keys_;                                   // of the whole file
    std::unordered_map<std::string, std::int64_t> texts_;  // of keys that contain text
    // Flags of records that a row without a key matched, by office and by row number in the office's range.
    std::map<std::int64_t, std::vector<bool>> matched_;
};

}  // namespace cpcc::store
