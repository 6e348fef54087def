// The roll-up: filed figures where an area keeps no records (domain.md, 1, "city roll-up of districts"; cpcc help
// filed-figures).
#pragma once

#include "counting/tally.hpp"
#include "filings/filings.hpp"

#include <set>

namespace cpcc::report {

// One period's figures of the areas of one level, each from records or as filed for just this period. Filed are those
// of areas whose records give 0 or nothing, and of areas that keep their own books; what these hold here counts
// nowhere.
class RollUp {
public:
    // `level` 0: for each measure the first level below the area (0: everywhere) where any filing is taken.
    // `own_books`: with all below.
    RollUp(db::Connection&, const Registers&, int area, int level, const Period&, const std::vector<Asked>&,
           const std::set<int>& own_books);

    enum class From { records, filed, mixed };
    struct Figure {
        std::optional<std::int64_t> value;
        From from = From::records;
    };
    // Of an area of the level that was named.
    Figure figure(int area, std::size_t measure) const;
    // Counted over the records outside, with each filed figure added. A share has none where any was filed.
    Figure total(std::size_t measure) const;
    // What was taken as filed, in sentences.
    std::vector<std::string> notes() const;

private:
    struct Level {
        int level;  // 0: all together
        std::unique_ptr<Grouping> grouping;
        std::unique_ptr<Tally> tally;
        std::vector<std::map<int, const Filing*>> filed;  // by measure: the areas whose filing is taken
    };
    std::set<int> levels_below(int area) const;
    bool keeps_own_books(int area) const;
    Level count(db::Connection&, int area, int level) const;
    const Level& level_of_measure(std::size_t measure) const;

    const Registers& registers_;
    Period period_;
    const std::vector<Asked>& asked_;
    const std::set<int>& own_books_;
    FiledFigures filings_;
    std::vector<Level> levels_;
};

std::string_view word_of(RollUp::From) noexcept;

}  // namespace cpcc::report
