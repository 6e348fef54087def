// The commands that are not a kind's: each file beside this one defines a few.
#pragma once

#include "command.hpp"

namespace cpcc::cli {

// The ids of the measures that every office has, for completion.
std::vector<std::string> measure_ids();

Command init_command();
Command import_command();
Command export_command();
Command template_command();
Command summary_command();
std::vector<Command> period_commands();
Command reconcile_command();
Command coverage_command();
Command calendar_command();
Command followup_command();
Command chain_command();
Command brief_command();
Command appraisal_command();
Command fields_command();
Command measures_command();
Command query_command();
Command check_command();
Command backup_command();
Command restore_command();
Command copy_command();
Command grant_command();
Command revoke_command();
Command migrate_command();
Command completion_command();
Command complete_command();

}  // namespace cpcc::cli
