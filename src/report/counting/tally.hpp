// Counting: facts into the cells of a report.
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

// What a cell adds up: a number, or a share's two.
struct Figure {
    std::int64_t count = 0, of = 0;
};

class Tally {
public:
    Tally(db::Connection&, const Registers&, const Grouping&, const std::vector<Asked>&, const Period&);

    // Called with every fact that counts for a measure, before it is added: its keys, and whether it counts or is
    // only what a share is counted of.
    using Watch = std::function<void(std::size_t measure, const Fact&, const std::vector<Key>&, std::int64_t amount,
                                     bool counted)>;
    // Which facts don't count for a measure, told by their keys.
    using LeaveOut = std::function<bool(std::size_t measure, const std::vector<Key>&)>;
    void run(const Watch& watch = nullptr, const LeaveOut& leave_out = nullptr);

    // Empty where the measure means nothing by these groups, or a share has nothing to divide by.
    std::optional<std::int64_t> value(std::size_t measure, const Key&) const;
    std::optional<std::int64_t> total(std::size_t measure) const;
    std::vector<Key> touched() const;
    bool means(std::size_t measure) const;

private:
    struct Column {
        const Measure* measure;
        const Source* source;
        FactFilter filter;                              // what counts; of a share what it is counted of
        FactFilter part = {};                           // of a share, what counts
        std::optional<std::size_t> value = {};          // what is added up: its place in Fact::values; none: 1
        bool means = true;                              // anything by these groups
        std::vector<std::optional<Figure>> cells = {};  // by their numbers; empty: nothing touched it
        Pairs seen = {};                                // of a distinct count
        std::vector<bool> seen_in_total = {};
        Figure total = {};
    };
    using Cells = std::span<const std::uint32_t>;
    using CellsOfPlatforms =
        std::vector<std::optional<std::vector<std::uint32_t>>>;  // where a fact's one platform says all
    void run_source(FactReader&, const Source&, const std::vector<std::size_t>& asked, const Watch&, const LeaveOut&);
    Cells cells_of(const Source&, const Fact&, CellsOfPlatforms&);
    void number(const Source&, const Fact&, std::vector<std::uint32_t>& cells);
    bool names_records() const;
    void count(Column&, std::size_t index, const Fact&, Cells, const std::vector<Key>&, const Watch&);
    void add(Column&, const Fact&, Cells, std::int64_t amount, bool counted);
    Column column_of(const Asked&) const;
    static std::int64_t amount_of(const Column&, const Fact&);
    static std::optional<std::int64_t> shown(const Measure&, const Figure&);

    db::Connection& connection_;
    const Registers& registers_;
    const Grouping& grouping_;
    Period period_;
    std::vector<Column> columns_;
    CellNumbers numbers_;
    std::vector<std::uint32_t> cells_;  // of the fact at hand
};

}  // namespace cpcc::report
