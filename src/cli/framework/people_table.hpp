// Names in place of codes, for people (interface.md, "Names are as good as codes").
#pragma once

#include "cpcc/files/table.hpp"

namespace cpcc::cli {

// Returns the table with one column for each pair of a code and its name, such as `platform` and `platform_name`. It
// has the id and the label of the code's column. A code without a name stays, and so does one beside a name that
// another code of the column has too.
files::Table with_names(files::Table);

}  // namespace cpcc::cli
