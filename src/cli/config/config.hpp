// cpcc.toml (interface.md, Configuration).
#pragma once

#include "cpcc/base/workdays.hpp"
#include "cpcc/report/appraisal.hpp"
#include "cpcc/report/calendar.hpp"
#include "cpcc/report/measures.hpp"

#include <optional>
#include <string>
#include <vector>

namespace cpcc::cli {

struct Config {
    std::string path;                      // empty: there is none
    std::optional<std::string> database;   // a relative path is made relative to the file's folder
    std::optional<std::string> database_read;   // where reports are read instead, such as a replica
    std::optional<std::string> language;
    std::string office_code, office_name, office_area;
    std::vector<report::CustomMeasure> measures;
    report::Calendar calendar;
    std::vector<report::AppraisalRules> appraisal;
    Workdays workdays;
    std::vector<int> lookback_after;       // days after a solution, in order
    std::vector<std::string> filing_areas; // that keep their own books: their records here are only samples
    std::optional<std::string> brief_template, brief_template_en;   // as `database`: relative to the file's folder
};

// The first that exists of $CPCC_CONFIG, ./cpcc.toml, $XDG_CONFIG_HOME/cpcc/cpcc.toml, /etc/cpcc/cpcc.toml; `given` goes before them
// all and must exist. Throws Error{usage} for an unreadable file, wrong TOML, an unknown key (naming the nearest) or a wrong value.
Config load_config(const std::optional<std::string>& given);

// $CPCC_CONFIG, where it says anything.
std::optional<std::string> config_of_environment();

// The text of a new file, commented in the language of the process.
std::string new_config(const std::string& database, const std::string& office, const std::string& name);

}  // namespace cpcc::cli
