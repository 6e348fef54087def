// cpcc.toml (interface.md, Configuration).
#pragma once

#include "cpcc/base/workdays.hpp"
#include "cpcc/report/appraisal.hpp"
#include "cpcc/report/asked.hpp"
#include "cpcc/report/calendar.hpp"
#include "cpcc/store/import_map.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace cpcc::cli {

struct FilingSettings {
    std::vector<std::string> areas;  // codes of areas that keep their own records; those in this database are samples
    std::optional<int> due_day;      // working day of the month after a period by which they file
};

struct Config {
    std::string path;                          // empty: no file
    std::optional<std::string> database;       // relative paths are resolved against the file's directory
    std::optional<std::string> database_read;  // replica for reports
    std::optional<std::string> language;
    std::string office_code, office_name, office_area;
    std::vector<report::CustomMeasure> measures;
    report::Calendar calendar;
    std::vector<report::AppraisalRules> appraisal;
    Workdays workdays;
    std::vector<int> lookback_after;  // days after a solution, ascending
    FilingSettings filings;
    std::map<std::string, store::ImportMap> import_maps;           // by name
    std::optional<std::string> brief_template, brief_template_en;  // resolved like `database`
};

// Loads the first that exists of $CPCC_CONFIG, ./cpcc.toml, $XDG_CONFIG_HOME/cpcc/cpcc.toml, /etc/cpcc/cpcc.toml;
// `given` overrides them and must exist. Throws Error{usage} for an unreadable file, wrong TOML, an unknown key (naming
// the nearest) or a wrong value, and for one that another user may write unless it is `given` (trust.hpp).
Config load_config(const std::optional<std::string>& given);

// Loads a file that holds one import map: the keys of [import.NAME], at its top. Throws as load_config does.
store::ImportMap load_import_map(const std::string& path);

// Returns the section [import.NAME] in TOML syntax.
std::string import_section(const std::string& name, const store::ImportMap&);

// Returns a text in double quotes, as TOML writes it.
std::string toml_text(const std::string& text);

// Adds a section to the end of a configuration, which it replaces at once with everything else in it unchanged. Throws
// Error{usage} if the file would not be a configuration then, and Error{failed} if it cannot be written.
void add_to_config(const std::string& path, const std::string& section);

// Returns $CPCC_CONFIG if it is set and not empty.
std::optional<std::string> config_of_environment();

// What `init` writes into a new file; an empty text leaves its key as a comment.
struct NewConfig {
    std::string database, office_code, office_name, office_area;
    std::string consultation_day;  // the day of the month, 1 to 31
};
// Returns the text of a new file, with comments in the language of the process.
std::string new_config(const NewConfig&);

}  // namespace cpcc::cli
