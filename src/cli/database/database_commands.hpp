// The commands of this room: the database as a whole.
#pragma once

#include "framework/command.hpp"

namespace cpcc::cli {

Command init_command();
Command check_command();
Command migrate_command();
Command backup_command();
Command restore_command();
Command copy_command();
Command grant_command();
Command revoke_command();
Command query_command();
Command fields_command();

}  // namespace cpcc::cli
