// The output formats, each with a writer.
#pragma once

#include "cpcc/files/table.hpp"

#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cpcc::files {

enum class Format { table, csv, json, md, html, xlsx };

struct WriteOptions {
    Format format = Format::table;
    bool excel = false;              // CSV for a spreadsheet: BOM, CRLF, labels as header
    std::string encoding = "utf-8";  // CSV only; `gb18030` where an office wants it
    int width = 0;                   // columns of the terminal; 0: not a terminal, nothing is wrapped
    bool colour = false;
};

// Returns the names of all formats, in the order in which help lists them.
std::vector<std::string> format_names();
// Returns the preferred extension of each: ".csv".
std::vector<std::string> format_extensions();
std::optional<Format> format_of_name(std::string_view name);  // "csv"
std::optional<Format> format_of_file(std::string_view path);  // "x.csv"; .txt is a table

// Returns the writer for a format; `out` must outlive it. Cells that a column's type does not allow are a logic error.
// Throws Error{usage} for an encoding that it cannot write. The Sink throws Error{failed} if the encoding lacks a
// character, and, with the system's cause, as soon as `out` fails. After `end`, `out`'s buffer is flushed.
std::unique_ptr<Sink> make_sink(const WriteOptions&, std::ostream& out);

}  // namespace cpcc::files
