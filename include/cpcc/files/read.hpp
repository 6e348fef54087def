// Readers: rows of cells as text, with the line that each came from.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cpcc::files {

struct ReadOptions {
    std::string encoding;  // empty: a BOM says, else valid UTF-8, else GB18030 (interface.md, Import)
};

// One row: cells are views that hold until the next call of `next`.
struct Row {
    int line = 0;  // 1 is the file's first line; in a sheet, the row number
    std::span<const std::string_view> cells;
};

class Reader {
public:
    virtual ~Reader() = default;
    // The first row that is not empty. Throws Error{failed} where there is none.
    virtual const std::vector<std::string>& header() const = 0;
    // The next row; false at the end. Rows with no text in any cell are passed over. A row with more or fewer cells
    // than the header is given as it stands: the caller reports it. Throws Error{failed}, with file and line,
    // where the file can't be read on (an unclosed quote, a byte that is not of the encoding).
    virtual bool next(Row&) = 0;
    // "utf-8", "gb18030", "utf-16le" …: what the bytes were read as; "xlsx" for a workbook.
    virtual const std::string& encoding() const = 0;
};

// CSV or XLSX by content, not by name; `-` is standard input. `name` of the file in messages is the path's last part
// ("sessions.csv"). Throws Error{failed} where it can't be opened, is neither or has no header; Error{usage} for an
// encoding that is not known. Of a workbook the first visible sheet is read.
std::unique_ptr<Reader> open_reader(const std::string& path, const ReadOptions&);

// A text file whole, as UTF-8 without a BOM, each line ended by LF alone. The encoding is what the content says, as of
// a CSV file. Throws Error{failed} where it can't be read or is not text.
struct Text {
    std::string content;
    std::string encoding;  // what it was read as: "utf-8", "gb18030" …
};
Text read_text(const std::string& path);

}  // namespace cpcc::files
