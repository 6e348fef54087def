// Options that several reports share, each declared once.
#pragma once

#include "framework/command.hpp"

#include <optional>
#include <string>

namespace cpcc::cli {

// --measures. `help` says which go without saying; completion offers those that every office has.
Option measures_option(std::optional<std::string>& into, Words help);

// --compare. `help` says what is compared, and with what where it is not given.
Option compare_option(std::optional<std::string>& into, Words help);

// --filed: filed figures where an area keeps no records.
Option filed_option(bool& into);

}  // namespace cpcc::cli
