// The rows of one sheet below its header.
#pragma once

#include "import/header_search.hpp"

#include "cpcc/store/import.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cpcc::store {

class SheetRows {
public:
    // Reads the selected sheet up to its header. `file`: its name in messages. Throws Refused for unknown and duplicate
    // columns, and Error{failed} if the sheet is empty or another sign than the comma separates the columns.
    SheetRows(const ColumnNames&, files::Reader&, const std::string& file, const std::string& sheet,
              const ImportOptions&);

    const SheetLayout& layout() const noexcept { return layout_; }
    // Reads the next row; returns false at the end. A row of a workbook has as many cells as the header, or more.
    bool next(files::Row&);
    // Returns sentences on what is not read above the header, on headers that were understood without their dress, and
    // on columns of the map that are not there.
    std::vector<std::string> notes() const;

private:
    void find_columns(const ImportOptions&);
    void require_commas() const;
    std::size_t fallback() const;

    const ColumnNames& names_;
    files::Reader& reader_;
    std::vector<KeptRow> first_;  // the rows that were searched for the header
    std::size_t next_ = 0;        // of them, behind the header
    SheetLayout layout_;
    std::vector<std::string_view> cells_;
};

// A sheet to read, and its name in messages.
struct ChosenSheet {
    std::size_t index;
    std::string name, file;
};

// Returns the sheets that an import reads: the chosen one, else every visible one with a header of the kind, else the
// first. Adds a sentence for each other sheet. Throws Error{usage} if there is no sheet with that name or number.
std::vector<ChosenSheet> choose_sheets(const ColumnNames&, files::Reader&, const std::string& file,
                                       const ImportOptions&, std::vector<std::string>& notes);

}  // namespace cpcc::store
