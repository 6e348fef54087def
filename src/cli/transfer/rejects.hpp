// Writes the rejected rows of an import for correction.
#pragma once

#include "cpcc/store/change.hpp"
#include "framework/context.hpp"
#include "transfer/import_source.hpp"

#include <string>
#include <vector>

namespace cpcc::cli {

// Writes the rejected rows of each source in its own columns, then the reasons. `folder`: `to` is a directory of files.
void write_rejects(Context&, const std::vector<ImportSource>&, const std::vector<store::Refusal>&,
                   const std::string& to, bool folder);

}  // namespace cpcc::cli
