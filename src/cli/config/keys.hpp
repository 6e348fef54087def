// The keys of cpcc.toml as rows. The reader, the suggestion for a misspelt key, the file that `init` writes and the
// page cpcc.toml(5) all read them.
#pragma once

#include "cpcc/base/words.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace cpcc::cli {

enum class KeyType { text, texts, codes, choice, choices, file, whole, wholes, points, date, dates, table };

struct ConfigKey {
    std::string_view name;
    KeyType type;
    Words help;                // one sentence without its full stop
    std::string_view example;  // a value in TOML syntax
    bool in_new_file = false;  // `init` writes it
    bool required = false;
    std::string_view fallback = {};  // the default in TOML syntax; empty: none
    Words about = {};                // further text on the manual page
};

struct ConfigSection {
    std::string_view
        path;       // "appraisal.NAME.rule": a word in capitals is a name that the office chooses; "" is the top
    bool repeated;  // written [[…]]
    Words help;
    std::vector<ConfigKey> keys;
    std::string_view sample = {};  // its heading in the file that `init` writes; empty: `path`
    bool active = false;           // `init` writes it without comment signs
    Words about = {};
};

// All sections, each before those inside it.
std::span<const ConfigSection> config_sections();

// Returns the section with this path, which must be one of the rows.
const ConfigSection& config_section(std::string_view path);

// Returns the names allowed in a section: its keys, then the sections inside it.
std::vector<std::string_view> names_in(const ConfigSection&);

// Returns a section's heading in TOML syntax, such as "[[calendar.rule]]".
std::string heading_of(const ConfigSection&, std::string_view name);

}  // namespace cpcc::cli
