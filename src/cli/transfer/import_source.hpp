// The files that an import reads.
#pragma once

#include "cpcc/records/registry.hpp"

#include <optional>
#include <string>
#include <vector>

namespace cpcc::cli {

struct ImportSource {
    const records::Kind* kind;
    std::string path;  // `-`: standard input
    std::string name;  // in messages
};

// Returns one file of a kind; without `file`, every KIND.csv or KIND.xlsx of the directory `what`, ordered by their
// references. Throws Error{usage} if there is nothing to import.
std::vector<ImportSource> import_sources(const std::string& what, const std::optional<std::string>& file);

}  // namespace cpcc::cli
