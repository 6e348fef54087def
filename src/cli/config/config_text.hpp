// The text of a configuration, as the commands that change it need it.
#pragma once

#include "config/table_reader.hpp"

#include <functional>
#include <string>

namespace cpcc::cli {

// Returns the content of a configuration. Throws Error{usage} if it cannot be read or is not UTF-8.
std::string config_text(const std::string& path);

// Returns a key as TOML writes it: in double quotes where it has other signs than letters, digits, - and _.
std::string toml_key(const std::string& name);

// Parses a text without checking its keys. Throws Error{usage} with the line of a fault.
void read_toml(const std::string& path, const std::string& text, const std::function<void(const toml::table&)>&);

// Replaces a configuration at once. Throws Error{usage} if the text would not be one, and Error{failed} if it cannot be
// written.
void replace_config(const std::string& path, const std::string& text);

}  // namespace cpcc::cli
