// The columns of a summary that hold figures: each measure has the same ones, in the same order.
#pragma once

#include "cpcc/files/table.hpp"
#include "cpcc/report/summary.hpp"

#include <string>
#include <vector>

namespace cpcc::report {

enum class Shows { figure, adjustment, source, share, before, change, percent };

// A column of every measure. Its id is the measure's id and `suffix`; its header, the measure's label and `says`.
struct FigureColumn {
    Shows shows = Shows::figure;
    std::string suffix;
    std::string says;        // in the language of the process; empty for the figure itself
    std::size_t piece = 0;   // with `across`: the part of the period, from 1; 0: the row's own period
    std::size_t before = 0;  // position in SummarySpec::compare
};

// Returns the columns. `pieces` names the parts of the period that lie across, in their order; with a total, the whole
// period follows them. `adjusted`: some row is frozen.
std::vector<FigureColumn> figure_columns(const SummarySpec&, const std::vector<std::string>& pieces, bool adjusted);

// Returns the header and type of a measure's column.
files::Column column_of(const Asked&, const FigureColumn&);

}  // namespace cpcc::report
