// Where a command's data goes, and the ways in which commands print tables.
#pragma once

#include "framework/context.hpp"
#include "cpcc/files/output_file.hpp"

#include <memory>
#include <string>
#include <vector>

namespace cpcc::cli {

// Where a command's data goes: stdout, or a file that appears only when whole.
class Output {
public:
    explicit Output(Context&);
    files::Sink& sink() { return *sink_; }
    std::ostream& stream();
    void finish();      // throws Error{failed} where it could not be written

private:
    Context& context_;
    std::unique_ptr<files::OutputFile> file_;
    std::unique_ptr<files::Sink> sink_;
};

// Writes one table; what stands above and below it goes to stderr where the format has no place for it.
void print(Context&, files::Table);
// The same, and an empty list is said to be one.
int print_list(Context&, const files::Table&);
// Several tables one below another under one title, for a person's eyes.
void print_panels(Context&, const std::string& title, std::vector<files::Table>);
void print_notes(Context&, const files::Heading&);
files::Heading dated(const Context&, files::Heading);   // saying how far the replica had followed that a report was read from

// Files are for other programs: what a command writes is CSV unless another format is asked for.
Globals csv_by_default(Globals);

}  // namespace cpcc::cli
