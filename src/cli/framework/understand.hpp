// Turns what people write on a command line into what commands read: labels into ids, days into dates, and names of
// records into codes. It reads the declarations of the options, so no command does it by itself.
#pragma once

#include "framework/command.hpp"
#include "framework/context.hpp"

namespace cpcc::cli {

// Changes the values of the command's own options. Says on stderr which days it read, and which names if the command
// writes. Throws Error{usage} for a name that several records have, and Error{failed} for one that none has.
void understand(Context&, const Command&, const Options&);

}  // namespace cpcc::cli
