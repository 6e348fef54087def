// Options that several reports share, each declared once.
#pragma once

#include "framework/command.hpp"

#include <optional>
#include <string>

namespace cpcc::cli {

// Returns --measures. `help` names the default; completion offers the built-in measures.
Option measures_option(std::optional<std::string>& into, Words help);

// Returns --compare. `help` says what is compared, and the default.
Option compare_option(std::optional<std::string>& into, Words help);

// Returns --filed: filed figures for areas without records.
Option filed_option(bool& into);

}  // namespace cpcc::cli
