// Numbers by the row number of a record, e.g. the members of a group to which records belong.
#pragma once

#include <cstdint>
#include <unordered_map>

namespace cpcc::report {

class RowNumbers {
public:
    // Does not store 0, which stands for none.
    void set(std::int64_t row, int number) {
        if (number != 0) numbers_.emplace(row, number);
    }
    int of(std::int64_t row) const {  // 0: none
        const auto found = numbers_.find(row);
        return found == numbers_.end() ? 0 : found->second;
    }

private:
    std::unordered_map<std::int64_t, int> numbers_;
};

}  // namespace cpcc::report
