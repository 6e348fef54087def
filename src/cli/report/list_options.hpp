// The choice of one list of a report that has several.
#pragma once

#include "cpcc/records/registry.hpp"
#include "cpcc/report/list_report.hpp"
#include "framework/context.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace cpcc::cli {

// Returns --list, which chooses one of the lists. The help names them.
Option list_option(std::optional<std::string>& into, std::span<const records::Choice> lists);

// Returns the indices of the list asked for; by default of all lists for a table on screen, and of the first for other
// formats. Throws Error{usage} for an unknown list.
std::vector<std::size_t> chosen_lists(Context&, const std::optional<std::string>& word,
                                      std::span<const records::Choice> lists);

// Prints one list as a table of its own, and several under the report's title.
int print_lists(Context&, report::ListReport);

}  // namespace cpcc::cli
