// Writes the rejected rows of an import for correction.
#pragma once

#include "cpcc/files/format.hpp"
#include "cpcc/store/import.hpp"
#include "framework/context.hpp"
#include "transfer/import_source.hpp"

#include <string>
#include <vector>

namespace cpcc::cli {

struct RejectsTarget {
    std::string path;
    bool folder = false;   // `path` is a directory of files
    std::string encoding;  // of the files that are read; empty: detected
};

// Returns the format of a file for rejected rows, by its extension: one that can be imported. CSV where it has none.
// Throws Error{usage} for any other.
files::Format rejects_format(const std::string& path);

// Writes the rejected rows of each source in its own columns, then the reasons.
void write_rejects(Context&, const std::vector<ImportSource>&, const store::ImportOptions&,
                   const std::vector<store::Refusal>&, const RejectsTarget&);

}  // namespace cpcc::cli
