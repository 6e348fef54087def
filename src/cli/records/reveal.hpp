// Full phone numbers on request; the history records who asked.
#pragma once

#include "cpcc/records/registry.hpp"
#include "framework/context.hpp"

#include <string>

namespace cpcc::cli {

// --reveal
Option reveal_option(bool& into);

void reveal_phones(Context&, const records::Kind&, const std::string& what);

}  // namespace cpcc::cli
