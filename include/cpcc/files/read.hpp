// Reads tables as rows of text cells, each with its line in the file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cpcc::files {

struct ReadOptions {
    std::string encoding;  // empty: from the BOM, else UTF-8 if most of it is, else GB18030 (interface.md, Import)
};

// What a cell of a workbook is besides its text.
enum class CellTrait : std::uint8_t {
    number,        // its format shows a number in another form than the number held
    unshown,       // a number in a format that cannot be evaluated; the text is the number held
    long_number,   // a number of more than 15 digits; a spreadsheet does not store more
    date,          // a date; the text is YYYY-MM-DD, which the cell may show in another form
    moment,        // a time, or a date that shows no year or a time too; the text is its ISO form
    month,         // a date that shows no day; the text is the month or the year
    month_or_day,  // a date in a built-in format that shows no day in some languages
    truth,         // TRUE or FALSE as a value, not as text
    error,         // an error value such as #N/A
    no_result,     // a formula without a stored result
};

struct CellNote {
    std::size_t column;  // from 0
    CellTrait trait;
    std::string held = {};   // the value held: a plain number, in per cent if it is shown so, or a date
    std::string plain = {};  // `number`: the number shown, without literal text and separators; empty: none
};

// One row. The reader owns it; it is valid until the next call of `next` or `select`.
struct Row {
    int line = 0;  // the row's first line, counted from 1; in a sheet, the row number
    std::span<const std::string_view> cells;
    std::span<const CellNote> notes = {};
    bool hidden = false;
    std::span<const std::size_t> repeated = {};  // columns whose text is that of a merged cell from above
};

struct Sheet {
    std::string name;  // empty: the file has no sheets
    bool hidden = false;
};

class Reader {
public:
    virtual ~Reader() = default;
    // Reads the next row; returns false at the end. Skips rows without text in any cell. A row of a sheet ends with its
    // last cell that has text; merged cells count for each row that they span. Throws Error{failed}, with file and
    // line, for a quoting error, a byte that is invalid in the encoding, or a damaged workbook.
    virtual bool next(Row&) = 0;
    // Returns the encoding of the file, e.g. "utf-8", "gb18030" or "utf-16le"; "utf-8" for a workbook.
    virtual const std::string& encoding() const = 0;
    virtual const std::vector<Sheet>& sheets() const;
    // Starts to read a sheet from its top. A new reader has selected the first visible one.
    virtual void select(std::size_t) {}
    // Returns whether the rows have keys, as in JSON: then a file without rows has no header either.
    virtual bool has_keys() const { return false; }
    bool is_workbook() const { return !sheets().front().name.empty(); }
};

// Opens a CSV, JSON or XLSX file, which it recognizes by content, not by name; `-` is standard input. Messages name the
// file by the last part of its path ("sessions.csv"). Throws Error{failed} if the file cannot be opened or is in
// another format; Error{usage} for an unknown encoding.
std::unique_ptr<Reader> open_reader(const std::string& path, const ReadOptions&);

// Does the same with the bytes of a CSV or JSON file; messages name them `name`.
std::unique_ptr<Reader> open_bytes(std::string name, std::string bytes);

struct Text {
    std::string content;   // UTF-8 without a BOM; lines end with LF
    std::string encoding;  // of the file, e.g. "utf-8" or "gb18030"
};
// Reads a whole text file, and detects its encoding as for CSV. Throws Error{failed} if the file cannot be read or is
// not text.
Text read_text(const std::string& path);

// Returns the letters of a spreadsheet's column, counted from 0: A, B, … Z, AA.
std::string column_letters(std::size_t column);

}  // namespace cpcc::files
