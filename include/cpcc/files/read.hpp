// Reads tables as rows of text cells, each with its line in the file.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cpcc::files {

struct ReadOptions {
    std::string encoding;  // empty: from the BOM, else UTF-8 if valid, else GB18030 (interface.md, Import)
};

// One row. The reader owns the cells; they are valid until the next call of `next`.
struct Row {
    int line = 0;  // the row's first line, counted from 1; in a sheet, the row number
    std::span<const std::string_view> cells;
};

class Reader {
public:
    virtual ~Reader() = default;
    // Returns the first row that is not empty.
    virtual const std::vector<std::string>& header() const = 0;
    // Reads the next row; returns false at the end. Skips rows without text in any cell. A CSV row may have more or
    // fewer cells than the header, and the caller reports that. A row of a sheet has at least as many as the header.
    // Throws Error{failed}, with file and line, for a quoting error or a byte that is invalid in the encoding.
    // Throws Error{failed} for a damaged workbook or a formula without a stored result.
    virtual bool next(Row&) = 0;
    // Returns the encoding of the file, e.g. "utf-8", "gb18030" or "utf-16le"; "xlsx" for a workbook.
    virtual const std::string& encoding() const = 0;
};

// Opens a CSV or XLSX file, which it recognizes by content, not by name; `-` is standard input. Reads the first visible
// sheet of a workbook. Messages name the file by the last part of its path ("sessions.csv"). Throws Error{failed} if
// the file cannot be opened, is in another format or has no header; Error{usage} for an unknown encoding.
std::unique_ptr<Reader> open_reader(const std::string& path, const ReadOptions&);

struct Text {
    std::string content;   // UTF-8 without a BOM; lines end with LF
    std::string encoding;  // of the file, e.g. "utf-8" or "gb18030"
};
// Reads a whole text file, and detects its encoding as for CSV. Throws Error{failed} if the file cannot be read or is
// not text.
Text read_text(const std::string& path);

}  // namespace cpcc::files
