// The commands of this room: records in and out.
#pragma once

#include "framework/command.hpp"

namespace cpcc::cli {

Command import_command();
Command export_command();
Command template_command();

}  // namespace cpcc::cli
