// Third stage. Finds the record that an undecided row stands for: by its code or number, by its kind's key, or, in a
// file, as one that equals all that the row gives. Sets `existing` and `record`, or decides `unchanged`; refuses a key
// that comes twice.
#pragma once

#include "merge/batch.hpp"
#include "merge/key_index.hpp"

namespace cpcc::store {

class MatchExisting {
public:
    explicit MatchExisting(Batch&);
    void run();

private:
    enum class Among { live, voided };
    std::vector<BatchRow*> unmatched();
    bool key_comes_twice(BatchRow&);
    int earlier_line(const BatchRow&);
    void match_by_lookup();
    bool refers_to_new(const BatchRow&);
    void match_all(const std::vector<BatchRow*>&, Among);
    std::vector<std::vector<const Record*>> look_up(const std::vector<BatchRow*>&, Among);
    void match(BatchRow&, const std::vector<const Record*>& candidates);
    bool is_same_record(const BatchRow&, const Record&);
    bool has_same_key(const BatchRow&, const Record&) const;
    std::vector<bool>::reference matched(std::int64_t id);
    void load_named();

    Batch& batch_;
    std::vector<std::size_t> key_, lookup_;  // the places of these fields
    KeyIndex seen_keys_;                     // of the whole file
    std::map<std::int64_t, std::vector<bool>>
        matched_;  // by office: records that a row without key stood for, by row number
};

}  // namespace cpcc::store
