// Texts that several reports share.
#pragma once

#include "cpcc/base/period.hpp"
#include "cpcc/base/words.hpp"

#include <string>

namespace cpcc::report {

// Returns `2024-01-01 to 2024-06-30`, in the reader's language.
std::string dates(const Period&);

// Returns the title of a report of the office: `青山区政协: summary`, or `Summary` without an office.
std::string title_of(const std::string& office, Words report);

// Returns the note that the configuration has no [workdays] for the year.
std::string only_weekends(int year);

}  // namespace cpcc::report
