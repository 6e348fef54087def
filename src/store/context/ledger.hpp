// The records that a change touched.
#pragma once

#include "cpcc/store/refusal.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace cpcc::store {

// Stores the file and line of touched records, so that a breach of a rule can name them. New rows have consecutive ids
// and cost four bytes each; changed records are stored one by one.
class Ledger {
public:
    void added(std::int64_t id, const std::string& file, int line, std::string_view field = {});
    void changed(std::int64_t id, const std::string& file, int line, std::string_view field = {});
    bool empty() const { return low_ == 0; }
    // Returns whether any of them existed before, or was created by another row.
    bool has_changed() const { return !changed_.empty(); }
    std::int64_t low() const { return low_; }
    std::int64_t high() const { return high_; }
    // Returns the file and line of a record as a Refusal without a reason. Its field is set only if the record came
    // from a column of another record.
    Refusal place(std::int64_t id) const;

private:
    struct Origin {
        std::string file;
        std::string field;
        bool is(std::string_view f, std::string_view column) const { return file == f && field == column; }
    };
    struct Run {  // new rows with ids from `first` on
        std::int64_t first;
        Origin origin;
        std::vector<int> lines;
    };
    void extend_range(std::int64_t id);
    std::int64_t low_ = 0, high_ = 0;
    std::vector<Run> runs_;
    std::unordered_map<std::int64_t, std::pair<Origin, int>> changed_;
};

}  // namespace cpcc::store
