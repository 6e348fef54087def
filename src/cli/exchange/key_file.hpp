// The key that signs this office's bundles: a file beside the configuration that only its owner can read.
#pragma once

#include "cpcc/base/minisign.hpp"
#include "framework/context.hpp"

#include <string>

namespace cpcc::cli {

// Returns the path of the key: that of the configuration, with the extension `.key`. Throws Error{usage} if there is no
// configuration.
std::string signing_key_path(Context&);

// Returns the key. Throws Error{failed} if there is none, if others can read it, or if it is damaged.
minisign::SecretKey read_key(Context&);

}  // namespace cpcc::cli
