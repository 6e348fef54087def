// A sheet for people to fill in, as .xlsx: drop-downs, checks of dates and numbers, an example and instructions.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace cpcc::files {

struct FormColumn {
    enum class Entry { text, whole_number, decimal, date };
    std::string label;
    std::string takes;  // what a cell takes, in a sentence of the instructions
    std::string example;
    Entry entry = Entry::text;
    bool required = false;
    std::vector<std::string> choices = {};  // a drop-down of these
    bool other_entries = false;             // entries beside the choices are taken, as where a cell has several
};

struct Form {
    std::string title;
    std::vector<std::string> instructions;  // before the table of columns
    std::vector<FormColumn> columns;
};

// Writes the form: a header whose required columns are marked, a row with the examples, and the checks on every row
// below; a sheet of instructions; and a hidden sheet with the choices. Throws as a Sink for .xlsx does (format.hpp).
void write_form(const Form&, std::ostream&);

}  // namespace cpcc::files
