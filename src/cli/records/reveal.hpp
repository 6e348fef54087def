// Full phone numbers on request; the history records who asked.
#pragma once

#include "cpcc/records/registry.hpp"
#include "framework/context.hpp"

#include <string>

namespace cpcc::cli {

// --reveal
Option reveal_option(bool& into);

// Records the request, and makes the output file readable by its owner only. `what`: the command, for the history.
void reveal_phones(Context&, const std::string& what);
void reveal_phones(Context&, const records::Kind&, const std::string& what);  // if the kind has phones

}  // namespace cpcc::cli
