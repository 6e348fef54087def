// What a workbook has beside the cells of its sheets.
#pragma once

#include "package.hpp"
#include "xlsx/number_format.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace cpcc::files {

// The texts that cells refer to by number, all in one string.
struct SharedStrings {
    std::string text;
    std::vector<std::size_t> ends;  // the end of each in `text`
};

struct WorkbookSheet {
    std::string name;
    std::string part;
    bool hidden = false;
};

struct Workbook {
    std::vector<WorkbookSheet> sheets;  // the worksheets, in the order of their tabs
    bool from_1904 = false;             // days count from 1904, as in files from old Macs
    std::vector<NumberFormat> formats;  // indexed by the attribute `s` of a cell
    SharedStrings strings;
};

// Reads what is needed before the sheet. Throws Error{failed} if the workbook is damaged or has no worksheet.
Workbook read_workbook(const Package&);

// Replaces escapes such as `_x000D_`, which stand for a character, from position `from` on.
void unescape(std::string& text, std::size_t from);

}  // namespace cpcc::files
