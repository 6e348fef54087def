// Which records a change has touched.
#pragma once

#include "cpcc/store/refusal.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace cpcc::store {

// Where touched records came from, so that a rule broken at the end can name file and line. New rows are numbered on
// end and cost four bytes; changed ones are kept one by one.
class Ledger {
public:
    void added(std::int64_t id, const std::string& file, int line, std::string_view field = {});
    void changed(std::int64_t id, const std::string& file, int line, std::string_view field = {});
    bool empty() const { return low_ == 0; }
    bool has_changed() const {
        return !changed_.empty();
    }  // whether any of them stood there before, or was made by another row
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
    struct Run {  // new rows with ids from `first` on
        std::int64_t first;
        Origin origin;
        std::vector<int> lines;
    };
    void widen(std::int64_t id);
    std::int64_t low_ = 0, high_ = 0;
    std::vector<Run> runs_;
    std::unordered_map<std::int64_t, std::pair<Origin, int>> changed_;
};

}  // namespace cpcc::store
