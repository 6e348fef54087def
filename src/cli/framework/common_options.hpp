// Options that several commands share, each declared once.
#pragma once

#include "cpcc/base/period.hpp"
#include "framework/command.hpp"

#include <optional>
#include <string>

namespace cpcc::cli {

// --area: records in an area and below it.
Option area_option(std::optional<std::string>& into);

// --period, which every report reads alike. `help` says which one goes without saying, where it is not last month.
Option period_option(std::optional<std::string>& into);
Option period_option(std::optional<std::string>& into, Words help);

// Returns the period that --period names, last month where it is not given. Throws Error{usage}.
Period period_or_last_month(Context&, const std::optional<std::string>& given);

// --why: the reason of a change, which the history keeps.
Option why_option(std::string& into, bool required = true);
Words why_help();

}  // namespace cpcc::cli
