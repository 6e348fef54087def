// Draws a chart as SVG that stands in a page: colours by the page's variables, a text for those who cannot see it.
#pragma once

#include "cpcc/files/chart.hpp"

#include <string>

namespace cpcc::files {

// Appends a <figure> with the chart, or with one for each series of `multiples`. `number` makes the ids of its texts
// unique on the page and is advanced. Drawn for a width of 360 pixels and more, so that letters are readable on a
// phone.
void append_chart(std::string& to, const Chart&, int& number);

}  // namespace cpcc::files
