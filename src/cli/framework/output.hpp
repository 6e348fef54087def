// Opens the output of a command and prints tables to it.
#pragma once

#include "cpcc/files/output_file.hpp"
#include "framework/context.hpp"

#include <memory>
#include <string>
#include <vector>

namespace cpcc::cli {

// The output of a command: stdout, or a file that is renamed into place once complete.
class Output {
public:
    explicit Output(Context&);
    files::Sink& sink() { return *sink_; }
    std::ostream& stream();
    void finish();  // throws Error{failed} if writing fails

private:
    Context& context_;
    std::unique_ptr<files::OutputFile> file_;
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
// Prints one table, or a note that it is empty.
int print_list(Context&, const files::Table&);
// Prints several tables under one title, for people.
void print_panels(Context&, const std::string& title, std::vector<files::Table>);
void print_notes(Context&, const files::Heading&);
files::Heading dated(const Context&, files::Heading);  // adds the state of the replica

// Returns the options with CSV as the default format, for commands that write data files.
Globals csv_by_default(Globals);

}  // namespace cpcc::cli
