// A .docx as its parts: the body that callers build, and the styles, page and footers of GB/T 9704-2012.
#pragma once

#include "cpcc/files/document.hpp"
#include "table_layout.hpp"

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace cpcc::files {

enum class Orientation { portrait, landscape };

// Returns the width between the margins, in twentieths of a point.
int text_width(Orientation) noexcept;

class DocxFile {
public:
    struct TableCell {
        std::string text;
        bool number = false;  // set to the right
        bool bold = false;
    };

    void add_paragraph(const Paragraph&);
    // Adds the columns of one set, widths in twentieths of a point. The header is repeated on each page.
    void add_table(const ColumnSet&, const std::vector<TableCell>& header,
                   const std::vector<std::vector<TableCell>>& rows);
    // Writes the file; errors as of write_docx().
    void finish(Orientation, std::ostream& out);

private:
    void add_row(const ColumnSet&, const std::vector<TableCell>& cells, bool header);

    std::string body_;
    std::string title_;
};

}  // namespace cpcc::files
