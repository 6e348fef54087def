// Readers of the sections of cpcc.toml, one file each. All throw Error{usage} with file and line.
#pragma once

#include "config/config.hpp"
#include "config/table_reader.hpp"

namespace cpcc::cli {

// [measures.NAME]
report::CustomMeasure read_measure(const std::string& path, std::string_view id, const toml::table& table);

// [calendar] with [[calendar.rule]], [workdays], [lookback]
report::Calendar read_calendar(const std::string& path, const toml::table& calendar);
Workdays read_workdays(const std::string& path, const toml::table& workdays);
std::vector<int> read_lookback(const std::string& path, const toml::table& lookback);

// [import.NAME], and a file with the keys of one
store::ImportMap read_import(const std::string& path, std::string_view id, const toml::table& table);
store::ImportMap read_import_file(const std::string& path, const toml::table& table);

// [filings]
FilingSettings read_filings(const std::string& path, const toml::table& filings);

// [appraisal.NAME]
report::AppraisalRules read_appraisal(const std::string& path, std::string_view id, const toml::table& table);

}  // namespace cpcc::cli
