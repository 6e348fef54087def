// The file that a command writes must not be one that it works with.
#pragma once

#include "framework/context.hpp"

#include <span>
#include <string>

namespace cpcc::cli {

// Throws Error{usage} where `output`, whatever its name, is one of the files that are read, the database or the configuration.
void require_other_file(Context&, const std::string& output, std::span<const std::string> read = {});

}  // namespace cpcc::cli
