// The reports of a month, and the forms in which they are handed up.
#pragma once

#include "cpcc/base/period.hpp"
#include "framework/context.hpp"
#include "framework/output.hpp"

#include <optional>
#include <string>
#include <vector>

namespace cpcc::cli {

struct MonthlyOptions {
    std::optional<std::string> period, area;
    bool filed = false, close = false;
};

// One report, made: tables or prose.
struct MonthlyReport {
    std::string id;      // the beginning of its files' names
    std::string title;   // for the manifest and the mail
    std::string period;  // the period or the day that it shows
    Paper paper;         // without tables: prose
    std::string prose;   // Markdown
    bool page_only = false;
};

// Returns all reports that are due for the period, from one snapshot of the database.
std::vector<MonthlyReport> monthly_reports(Context&, const MonthlyOptions&, const Period&,
                                           const std::optional<std::string>& area);

// Returns the formats of a report's files.
std::vector<files::Format> formats_of(const MonthlyReport&);

// Returns the content of a file.
std::string rendered(Context&, const MonthlyReport&, files::Format);

}  // namespace cpcc::cli
