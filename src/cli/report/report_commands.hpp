// The commands of this room: `report`, `period` and `measures`.
#pragma once

#include "framework/command.hpp"

namespace cpcc::cli {

// The ids of the measures that every office has, for completion.
std::vector<std::string> measure_ids();

Command summary_command();
Command coverage_command();
Command calendar_command();
Command followup_command();
Command chain_command();
Command reconcile_command();
Command brief_command();
Command appraisal_command();
Command measures_command();
std::vector<Command> period_commands();

}  // namespace cpcc::cli
