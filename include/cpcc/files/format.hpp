// The output formats and their writers.
#pragma once

#include "cpcc/files/table.hpp"

#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cpcc::files {

enum class Format { table, csv, tsv, json, jsonl, md, html, xlsx, docx, ics };

// What a report that people hand up says beside its tables.
struct PaperHead {
    std::string title;    // of all tables together; empty: that of the only table
    std::string made_by;  // the office, who made it, and the day; on paper only (html, xlsx, docx)
};

struct WriteOptions {
    Format format = Format::table;
    bool excel = false;              // CSV for a spreadsheet: BOM (UTF-8 only), CRLF, labels as header
    std::string encoding = "utf-8";  // CSV and TSV only: utf-8, gb18030, gbk or gb2312
    int width = 0;                   // of the terminal, in columns; 0: not a terminal, cells are not cut
    bool colour = false;
    std::optional<PaperHead> paper = {};  // none: a list to work with, such as an export
};

// Returns the names of all formats, in the order in which help lists them.
std::vector<std::string> format_names();
// Returns the preferred extension of each format, e.g. ".csv", in the same order.
std::vector<std::string> format_extensions();
// Returns the preferred extension of a format, e.g. ".csv".
std::string extension_of(Format);
// Returns the format with this name, e.g. "csv", if there is one.
std::optional<Format> format_of_name(std::string_view name);
// Returns the format that the extension of a path names, in either case, if it names one. ".txt" names `table`.
std::optional<Format> format_of_file(std::string_view path);

// Returns whether programs read the format: it has ids and codes, and no title and notes.
bool is_data(Format);

// Returns the writer for a format; `out` must outlive it. Throws Error{usage} for an encoding that CSV cannot write.
// The one for ics takes no tables (calendar_file.hpp).
// Throws Error{failed} if the system lacks the converter, the library for .xlsx or a writable temporary directory.
//
// The Sink throws std::logic_error for a cell that its column's type does not allow. It throws Error{failed} if the
// encoding lacks a character or the table exceeds the limits of .xlsx, and, with the system's cause, as soon as `out`
// fails. `end` flushes `out`.
std::unique_ptr<Sink> make_sink(const WriteOptions&, std::ostream& out);

}  // namespace cpcc::files
