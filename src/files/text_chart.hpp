// Draws a chart in characters, for a terminal.
#pragma once

#include "cpcc/files/chart.hpp"

#include <string>
#include <vector>

namespace cpcc::files {

// Returns the lines of the chart: a spark line for each series over time, bars of one series, or a row of signs for
// each line of a heat map. Returns none for a chart that characters cannot show. `width` is that of the terminal, in
// columns; 0: no limit is known.
std::vector<std::string> text_chart(const Chart&, int width);

}  // namespace cpcc::files
