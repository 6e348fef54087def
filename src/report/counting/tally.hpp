// Counts facts in the cells of a report: once in each of their cells, and once in the total.
#pragma once

#include "counting/cell_index.hpp"
#include "counting/grouping.hpp"
#include "cpcc/report/asked.hpp"
#include "facts/fact_filter.hpp"
#include "facts/fact_reader.hpp"

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <vector>

namespace cpcc::report {

// The sum in a cell. For a share, `count` is the numerator and `of` the denominator; for a mean, `of` is the number of
// facts.
struct Figure {
    std::int64_t count = 0, of = 0;
};
// Returns the figure in its unit; empty if it is a quotient and there is nothing to divide by.
std::optional<std::int64_t> figure_of(Unit, const Figure&);

class Tally {
public:
    Tally(db::Connection&, const Registers&, const Grouping&, const std::vector<Asked>&, const Period&);

    // Receives each fact that a measure counts, with its keys and amount, before it is added. `counted` is false for a
    // fact that counts only in the denominator of a share.
    using Watch = std::function<void(std::size_t measure, const Fact&, const std::vector<Key>&, std::int64_t amount,
                                     bool counted)>;
    // Returns whether a measure skips facts with these keys.
    using LeaveOut = std::function<bool(std::size_t measure, const std::vector<Key>&)>;
    void run(const Watch& watch = nullptr, const LeaveOut& leave_out = nullptr);

    // Return the figure. It is empty if the measure has no meaning by these groups, or a share has no denominator.
    std::optional<std::int64_t> value(std::size_t measure, const Key&) const;
    std::optional<std::int64_t> total(std::size_t measure) const;
    std::vector<Key> touched() const;       // the keys with facts
    bool means(std::size_t measure) const;  // whether the measure has a meaning by these groups

private:
    // Whether all that a column counts has the same value of a field (Measure::only_by).
    struct Common {
        std::string_view field;
        bool holds = false;
    };
    struct Column {
        const Measure* measure;
        const Source* source;
        FactFilter filter;                              // passes the facts that count; for a share, its denominator
        FactFilter part = {};                           // for a share, passes its numerator
        std::optional<std::size_t> value = {};          // index in Fact::values to add up; none: each fact counts 1
        bool means = true;                              // the measure has a meaning by these groups
        std::vector<Common> common = {};                // one must hold for a total; empty: it has a total
        std::vector<std::int64_t> records = {};         // with `common`: the rows that it counts
        std::vector<std::optional<Figure>> cells = {};  // by cell number; empty: no fact
        Pairs seen = {};                                // for a distinct count
        std::vector<bool> seen_in_total = {};
        Figure total = {};
    };
    using Cells = std::span<const std::uint32_t>;
    using KnownCells = std::vector<std::optional<std::vector<std::uint32_t>>>;  // by row number
    void run_source(FactReader&, const Source&, const std::vector<std::size_t>& asked, const Watch&, const LeaveOut&);
    Cells cells_of(const Source&, const Fact&, KeysBy);
    KnownCells::value_type* known_cells(const Fact&, KeysBy);
    void number(const Source&, const Fact&, std::vector<std::uint32_t>& cells);
    bool names_records() const;
    bool names_topics() const;
    void count(Column&, std::size_t index, const Fact&, Cells, const std::vector<Key>&, const Watch&);
    void add(Column&, const Fact&, Cells, std::int64_t amount, bool counted);
    Column column_of(const Asked&) const;
    void compare(Column&) const;
    static std::int64_t amount_of(const Column&, const Fact&);

    db::Connection& connection_;
    const Registers& registers_;
    const Grouping& grouping_;
    Period period_;
    std::vector<Column> columns_;
    CellNumbers numbers_;
    std::vector<std::uint32_t> cells_;              // of the current fact
    KnownCells cells_of_platform_, cells_of_area_;  // of facts that lie there; of one source, or of all by areas
};

}  // namespace cpcc::report
