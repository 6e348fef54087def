// The holidays and make-up days that the State Council has set, for the file that `init` writes.
#pragma once

#include <string>

namespace cpcc::cli {

// Return lists in TOML syntax with a line for each holiday: the weekdays off, and the weekend days worked.
std::string weekdays_off();
std::string weekend_days_worked();

}  // namespace cpcc::cli
