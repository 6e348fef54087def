// Reads and sets single keys of a configuration file.
#pragma once

#include "config/key_path.hpp"

#include <optional>
#include <string>
#include <vector>

namespace cpcc::cli {

// Returns the value of a key as the file has it, a list as one line for each item; nothing if it does not set the key.
std::optional<std::vector<std::string>> value_in_config(const std::string& file, const KeyPath&);

// Sets a key to a value in TOML syntax, or removes it (an empty value). Everything else stays as it is: comments,
// order, line ends. A key that the file has as a comment is enabled there. Throws as replace_config does.
void set_in_config(const std::string& file, const KeyPath&, const std::string& value);

}  // namespace cpcc::cli
