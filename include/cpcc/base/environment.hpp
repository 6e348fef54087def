// Text that the system hands to the process: arguments and environment variables.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace cpcc {

// Returns the text as UTF-8. Text that is not UTF-8 is converted from the charset of the locale (LC_ALL, LC_CTYPE,
// LANG; the locale need not be installed). Throws Error{usage} if it is neither; `what` names it in the message.
std::string as_utf8(std::string_view text, std::string_view what);

// Returns the value of an environment variable; nothing if it is not set or empty. Throws as `as_utf8` does.
std::optional<std::string> environment(const char* name);

}  // namespace cpcc
