// Shows output that is longer than the screen in a pager (interface.md, Output).
#pragma once

#include <string>

namespace cpcc::cli {

// Returns how many lines the screen has where output may go through a pager: stdout is a terminal other than `dumb`,
// and $PAGER is a program or `less` is installed. Returns 0 elsewhere.
int pager_lines();

// Shows the text in the pager and waits until it is left. Returns false if the pager did not start.
bool show_in_pager(const std::string& text);

}  // namespace cpcc::cli
