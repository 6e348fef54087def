// The columns of a sheet to be filled in, made from the fields of a kind.
#pragma once

#include "cpcc/files/form.hpp"
#include "cpcc/records/registry.hpp"

namespace cpcc::cli {

// Returns the first column, which numbers the rows and marks the example; an import passes it over.
files::FormColumn example_column();

files::FormColumn form_column(const records::Field&);

// Lets people choose among these names of records. A column that takes several offers them, and takes other entries.
void offer_records(files::FormColumn&, const records::Field&, std::vector<std::string> names);

}  // namespace cpcc::cli
