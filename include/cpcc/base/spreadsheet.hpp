// What spreadsheets do to the texts of a CSV file.
#pragma once

#include <string_view>

namespace cpcc {

// Returns whether a spreadsheet that opens a CSV file may read the text as a number, a date or a truth value and save
// it as another text: 007, 420107001001 (shown as 4.2E+11), 1-2, 3E5, 2024-07, MAR-1, true.
bool spreadsheet_alters(std::string_view text);

// Returns whether the text is an error value of a spreadsheet (#N/A), or the signs that it shows in a column too
// narrow.
bool is_spreadsheet_error(std::string_view text);

// Returns whether the text is a number such as 4.20107E+11, which a spreadsheet made of a long one.
bool is_scientific(std::string_view text);

}  // namespace cpcc
