// Protects the input files of a command from its own output.
#pragma once

#include "framework/context.hpp"

#include <span>
#include <string>

namespace cpcc::cli {

// Throws Error{usage} if `output` is an input file, the database or the configuration, also under another path.
void require_other_file(Context&, const std::string& output, std::span<const std::string> read = {});

// Throws Error{failed} if a file cannot be written there, before a command changes anything. A device or a pipe is not
// tried.
void require_writable(const std::string& output);

}  // namespace cpcc::cli
