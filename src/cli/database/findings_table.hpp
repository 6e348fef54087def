// The findings of `check` and `audit verify`.
#pragma once

#include "cpcc/store/finding.hpp"
#include "framework/context.hpp"

#include <vector>

namespace cpcc::cli {

// Prints the findings, or the sentence where there is none. Returns the exit code: 4 if any is more than a note.
int print_findings(Context&, const std::vector<store::Finding>&, Words none);

}  // namespace cpcc::cli
