// How a summary is laid out for a person: figures upright, or theme by theme.
#pragma once

#include "cpcc/files/table.hpp"
#include "cpcc/report/summary.hpp"
#include "framework/context.hpp"

#include <cstddef>
#include <vector>

namespace cpcc::cli {

// One row of many figures reads better as one figure a line. `per_measure`: the columns of one measure.
files::Table upright(const files::Table&, const std::vector<report::Asked>&, std::size_t per_measure);

// A table a theme, each with the columns of the groups before it.
void print_themes(Context&, const files::Table&, std::size_t groups, const std::vector<report::Asked>&, std::size_t per_measure);

// An office's own measures stand with those of their theme where a person reads them.
void gather_themes(std::vector<report::Asked>&);

}  // namespace cpcc::cli
