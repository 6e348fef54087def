// What `config get`, `set` and `check` share.
#pragma once

#include "framework/context.hpp"

#include <string>

namespace cpcc::cli {

// Returns the configuration in use. Throws Error{usage} if there is none, or if it is wrong.
std::string config_file(Context&);

// Returns the positional KEY.
Option config_key_option(std::string& into);

}  // namespace cpcc::cli
