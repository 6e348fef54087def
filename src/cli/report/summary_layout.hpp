// Lays out a summary for people: one figure a line, or one table per theme.
#pragma once

#include "cpcc/files/table.hpp"
#include "cpcc/report/summary.hpp"
#include "framework/context.hpp"

#include <cstddef>
#include <vector>

namespace cpcc::cli {

// Turns one row of many figures into one figure a line. `groups`: the number of columns before the figures;
// `per_measure`: the number of columns of a measure.
files::Table upright(const files::Table&, std::size_t groups, const std::vector<report::Asked>&,
                     std::size_t per_measure);

// Splits a table by theme; each part repeats the group columns.
void print_themes(Context&, const files::Table&, std::size_t groups, const std::vector<report::Asked>&,
                  std::size_t per_measure);

// Sorts custom measures to those of their theme.
void gather_themes(std::vector<report::Asked>&);

}  // namespace cpcc::cli
