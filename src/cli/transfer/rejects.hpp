// The rows that an import refused, written for a person to mend.
#pragma once

#include "cpcc/store/change.hpp"
#include "framework/context.hpp"
#include "transfer/import_source.hpp"

#include <string>
#include <vector>

namespace cpcc::cli {

// Writes the refused rows of each source in its own columns, with their reasons behind. `folder`: `to` is one, with a file a kind.
void write_rejects(Context&, const std::vector<ImportSource>&, const std::vector<store::Refusal>&, const std::string& to, bool folder);

}  // namespace cpcc::cli
