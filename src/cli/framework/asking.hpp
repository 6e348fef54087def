// Entry by asking: on a terminal, a command that changes records asks for what its line leaves out.
#pragma once

#include "framework/command.hpp"
#include "framework/context.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace cpcc::cli {

// Returns whether the command may ask: it changes records, there is a terminal, and the words do not say --yes.
bool may_ask(const Command&, const std::vector<std::string>& words);

// Asks for the options that the command needs and the line does not give, one by one, and then for those that most
// records have. If none is missing, asks nothing. A record may be answered by a part of its name or by pinyin. The
// newest record gives the default of a needed choice or reference. Prints the command line that says the same. Throws
// Error{usage} if the input ends before a needed answer.
// `line`: noun and verb; `words`: the rest of the line.
void ask_for_missing(Context&, const std::string& line, const std::vector<std::string>& words, const Options&);

// Shows the lines with numbers and asks for one. Returns its place; nothing for any other answer. `more`: how many
// lines are left out, which it says.
std::optional<std::size_t> ask_number(Context&, const std::vector<std::string>& lines, std::size_t more);

}  // namespace cpcc::cli
