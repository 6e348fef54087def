// A chart beside a table: what it shows, whatever draws it. A page draws it as SVG, a workbook as a native chart, a
// terminal as text; the other formats have the table alone. Knows no form and no record kind.
#pragma once

#include "cpcc/files/cell.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace cpcc::files {

struct ChartSeries {
    std::string label;
    std::vector<std::optional<std::int64_t>> values;  // one for each category; none: no figure there
    CellType type = CellType::integer;                // as of a column
};

// What a value of a heat map means. The sign stands in the cell, so that colour is not all that tells them apart.
struct ChartMark {
    std::string label, sign;
};

struct Chart {
    enum class Kind {
        lines,      // each series over the categories, usually months
        bars,       // categories compared, one bar for each series
        stacked,    // the same, the series of a category in one bar
        multiples,  // each series in a small chart of its own, all to one scale
        heat,       // a cell for each series and category; value n (from 1) has mark n
    };
    Kind kind = Kind::bars;
    std::string title;
    std::vector<std::string> categories;
    std::vector<ChartSeries> series;
    std::vector<ChartMark> marks = {};  // of a heat map
};

// Returns the figures of a series in words, for those who cannot see it: "sessions: 2024-07 12, 2024-08 18".
std::string in_words(const Chart&, const ChartSeries&);

// Returns the largest value, 0 at least; of a stacked chart the largest sum.
std::int64_t largest(const Chart&);

}  // namespace cpcc::files
