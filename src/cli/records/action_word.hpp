// The words for what an entry of the history did.
#pragma once

#include <string>

namespace cpcc::cli {

// Returns the action in the reader's language, or its id if it has no word.
std::string action_word(const std::string& action);

}  // namespace cpcc::cli
