// Opens the output of a command and prints tables to it.
#pragma once

#include "cpcc/files/output_file.hpp"
#include "framework/context.hpp"

#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

namespace cpcc::cli {

// The output of a command: stdout, through a pager where it is longer than the screen, or a file that is renamed into
// place once complete.
class Output {
public:
    explicit Output(Context&, std::optional<files::PaperHead> paper = {});
    files::Sink& sink() { return *sink_; }
    std::ostream& stream();
    void finish();  // throws Error{failed} if writing fails

private:
    Context& context_;
    std::unique_ptr<files::OutputFile> file_;
    int screen_lines_ = 0;      // of a terminal where a pager may show the output
    std::ostringstream paged_;  // the output then
    std::unique_ptr<files::Sink> sink_;
};

// Flushes standard output. Throws NobodyReads if its reader is gone, Error{failed} for any other failure.
void flush_data(std::ostream&);

// Returns whether programs read the format: it has codes and ids where people read names and labels.
bool writes_data(const Context&);

// Returns whether the format shows whole records: those of programs, and workbooks. The others show the fields that
// people ask for most.
bool writes_whole_records(const Context&);

// Returns the table as a command prints it: for people with names in place of codes, unless --codes asks for both.
files::Table for_readers(Context&, files::Table);

// Prints one table. Title and notes go to stderr if the format has no place for them.
void print(Context&, files::Table);
void print_notes(Context&, const files::Heading&);
files::Heading dated(const Context&, files::Heading);  // adds the state of the replica

// A report that people hand up: one table, or several under one title.
struct Paper {
    std::string title;  // empty: that of the only table
    std::vector<files::Table> tables;
};

// Prints a report, or a note that its only table is empty. A format that programs read has one table.
int print_report(Context&, files::Table);
int print_report(Context&, Paper);

// Returns whether the format is one of those that are handed up: html, docx or xlsx.
bool is_paper(files::Format);

// Returns the report as people read it: with names in place of codes, wide tables split by theme where the format has
// no pages of its own for them, and a note in each empty table.
Paper for_people(Context&, Paper, files::Format);

// Writes a report for people that `for_people` returned.
void write_paper(const Paper&, files::Sink&);

// Returns what a report says about itself: who made it, and when.
files::PaperHead head_of(Context&, const Paper&);

// Returns the options with CSV as the default format, for commands that write data files.
Globals csv_by_default(Globals);

}  // namespace cpcc::cli
