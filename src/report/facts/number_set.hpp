// A set of numbers as ranges, for conditions that many consecutive numbers meet.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

namespace cpcc::report {

class NumberSet {
public:
    struct Range {
        std::int64_t low, high;
        bool has(std::int64_t number) const { return low <= number && number <= high; }
    };

    void add(std::int64_t number) { add(Range{number, number}); }
    void add(Range range) {
        if (!ranges_.empty() && ranges_.back().high < range.low && ranges_.back().high == range.low - 1)
            ranges_.back().high = range.high;
        else
            ranges_.push_back(range);
    }
    // Sorts the ranges, which `has` needs, and joins those that overlap.
    void close() {
        std::sort(ranges_.begin(), ranges_.end(), [](const Range& a, const Range& b) { return a.low < b.low; });
        std::vector<Range> joined;
        for (const Range& range : ranges_)
            if (!joined.empty() && range.low <= joined.back().high)
                joined.back().high = std::max(joined.back().high, range.high);
            else
                joined.push_back(range);
        ranges_ = std::move(joined);
    }
    bool has(std::int64_t number) const {
        const auto after = std::upper_bound(ranges_.begin(), ranges_.end(), number,
                                            [](std::int64_t n, const Range& range) { return n < range.low; });
        return after != ranges_.begin() && number <= std::prev(after)->high;
    }
    const std::vector<Range>& ranges() const { return ranges_; }

private:
    std::vector<Range> ranges_;
};

}  // namespace cpcc::report
