// Options that several commands share, each declared once.
#pragma once

#include "cpcc/base/period.hpp"
#include "cpcc/records/registry.hpp"
#include "framework/command.hpp"

#include <optional>
#include <span>
#include <string>

namespace cpcc::cli {

// Returns --area: an area including its sub-areas.
Option area_option(std::optional<std::string>& into);

// Returns --period. `help` names the default if it is not last month.
Option period_option(std::optional<std::string>& into);
Option period_option(std::optional<std::string>& into, Words help);

// Returns the period given by --period (default: last month). Throws Error{usage}.
Period period_or_last_month(Context&, const std::optional<std::string>& given);

// Returns --limit: the most rows that a list shows.
Option limit_option(std::optional<std::string>& into, Words help);
// Returns the number that --limit gives. Throws Error{usage} if it is none.
long long limit_of(const std::string& given);

// Offers the choices of a field, with their labels.
void offer(Option&, std::span<const records::Choice>);

// Returns the option that accepts facts dated after today (Context::allow_future).
Option future_option(bool& into);

// Returns --why: the reason for a change, recorded in the history.
Option why_option(std::string& into, bool required = true);
Words why_help();

}  // namespace cpcc::cli
