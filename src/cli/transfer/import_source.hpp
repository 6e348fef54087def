// The files that an import reads.
#pragma once

#include "cpcc/records/registry.hpp"

#include <optional>
#include <string>
#include <vector>

namespace cpcc::cli {

struct ImportSource {
    const records::Kind* kind;
    std::string path;     // `-`: standard input
    std::string name;     // in messages
};

// One file of a kind; without a file, every KIND.csv or KIND.xlsx of the folder `what`, in the order in which they lean on one another.
// Throws Error{usage} where there is nothing to import.
std::vector<ImportSource> import_sources(const std::string& what, const std::optional<std::string>& file);

}  // namespace cpcc::cli
