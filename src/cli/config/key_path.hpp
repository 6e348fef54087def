// Full names of keys of cpcc.toml, such as `office.area` and `measures.canteens.where`.
#pragma once

#include "config/keys.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cpcc::cli {

struct KeyPath {
    const ConfigSection* section;
    const ConfigKey* key;
    std::vector<std::string> tables;  // the names of the tables around the key; none at the top
};

// Returns the row of a key. Throws Error{usage} for an unknown one, with the nearest, and for a key of a section that
// may occur several times.
KeyPath key_path(std::string_view name);

// Returns the names of all keys, for completion: in place of names that the office chooses those in the rows.
std::vector<std::string> key_names();

// Returns the value as TOML writes it: a list from words separated by commas, or as TOML. Throws Error{usage} if the
// key has no such values.
std::string toml_value(const ConfigKey&, std::string_view full_name, const std::string& value);

}  // namespace cpcc::cli
