// The roll-up: uses filed figures for areas without records (domain.md, 1, "city roll-up of districts"; cpcc help
// filed-figures).
#pragma once

#include "counting/tally.hpp"
#include "filings/filings.hpp"

#include <set>

namespace cpcc::report {

// The figures of one period for the areas of one level. A figure is the one filed for exactly this period if the area's
// records give 0 or nothing, or if the area has its own books (SummarySpec::own_books). Otherwise it comes from
// records. Where a filed figure replaces the records of an area with its own books, these records count nowhere.
//
// The records of an area with its own books are only samples. If it filed no figure, its figure is empty, and so is
// every figure that would include it.
class RollUp {
public:
    // `area` 0: everywhere. `level` 0: each measure uses the highest level below the area with a usable filing.
    // `own_books` includes all areas below those named. It and the measures must outlive this object.
    RollUp(db::Connection&, const Registers&, int area, int level, const Period&, const std::vector<Asked>&,
           const std::set<int>& own_books);

    enum class From { records, filed, mixed, not_filed, incomplete };
    struct Figure {
        std::optional<std::int64_t> value;
        From from = From::records;
    };
    // Returns the figure of an area. Precondition: the area is of the level given to the constructor.
    Figure figure(int area, std::size_t measure) const;
    // Returns the filed figures plus the count of all other records. A share with any filed figure has no total.
    Figure total(std::size_t measure) const;
    // Returns sentences that name the filed figures in use.
    std::vector<std::string> notes() const;
    // Returns sentences that name the areas with their own books that filed nothing, and the measures they lack.
    std::vector<std::string> incomplete() const;

private:
    struct Level {
        int level;  // 0: all areas together
        std::unique_ptr<Grouping> grouping;
        std::unique_ptr<Tally> tally;
        std::vector<std::map<int, const Filing*>> filed;  // by measure, the areas that use their filing
    };
    std::set<int> levels_below(int area) const;
    bool keeps_own_books(int area) const;
    Level count(db::Connection&, int area, int level) const;
    const Level& level_of_measure(std::size_t measure) const;
    std::vector<int> own_books_inside(int area) const;
    std::vector<int> missing(const std::vector<int>& areas, std::size_t measure) const;
    void roll_up_below(db::Connection&, int area, int level);

    const Registers& registers_;
    Period period_;
    const std::vector<Asked>& asked_;
    const std::set<int>& own_books_;
    FiledFigures filings_;
    std::vector<Level> levels_;
    int area_;
    std::vector<int> own_;                          // areas with their own books that the total needs
    std::map<int, std::unique_ptr<RollUp>> below_;  // of areas with such areas below them
    std::unique_ptr<RollUp> whole_;                 // gives the totals if such areas are of another level
};

std::string_view word_of(RollUp::From) noexcept;

}  // namespace cpcc::report
