// The commands of a record kind: the generic verbs, which follow from its declaration, and its verbs of the trade.
#pragma once

#include "framework/command.hpp"
#include "cpcc/records/registry.hpp"

#include <vector>

namespace cpcc::cli {

std::vector<Command> record_commands(const records::Kind&);

// platform close; member assign, unassign, leave, commit; session log, attend; problem raise, advance, solve, close, reopen, lookback.
std::vector<Command> trade_commands(const records::Kind&);

// `add` under the name that people say. `today` names a date field that defaults to today.
Command add_command(const records::Kind&, const std::string& verb, Words help, std::string_view today = {});

}  // namespace cpcc::cli
