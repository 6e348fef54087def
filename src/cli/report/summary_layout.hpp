// Lays out a summary for people: one figure a line, measures by theme.
#pragma once

#include "cpcc/files/table.hpp"
#include "cpcc/report/summary.hpp"

#include <cstddef>
#include <vector>

namespace cpcc::cli {

// Turns one row of many figures into one figure a line. `groups`: the number of columns before the figures.
files::Table upright(const files::Table&, std::size_t groups, const std::vector<report::Asked>&);

// Adds the definition of each measure to the notes, for paper.
void add_definitions(files::Table&, const std::vector<report::Asked>&);

// Adds a chart of a summary by one group, for paper: lines over time, or the places compared by their activity. Adds
// none to a table with more rows than a chart can show.
void add_chart(files::Table&, report::Group, const std::vector<report::Asked>&);

// Sorts custom measures to those of their theme.
void gather_themes(std::vector<report::Asked>&);

}  // namespace cpcc::cli
