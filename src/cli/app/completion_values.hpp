// What completion offers as the value of an option.
#pragma once

#include "framework/context.hpp"

#include <string>
#include <utility>
#include <vector>

namespace cpcc::cli {

using Candidates = std::vector<std::pair<std::string, std::string>>;  // word, description

// Adds the values of an option that may begin so: choices, codes, fields. `named` gets the names of records, which need
// not begin like the typed word, because pinyin finds them too. Without a configuration or a database there is less.
void add_values(Context&, const Option&, const std::string& begun, Candidates& all, Candidates& named);

}  // namespace cpcc::cli
