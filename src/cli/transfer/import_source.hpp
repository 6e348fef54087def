// The files that an import reads.
#pragma once

#include "cpcc/records/registry.hpp"
#include "framework/context.hpp"

#include <string>
#include <vector>

namespace cpcc::cli {

struct ImportSource {
    const records::Kind* kind;
    std::string path;  // `-`: standard input
    std::string name;  // in messages

    std::string rejects_name() const;  // of its rejected rows in a directory
};

// Returns the files of a kind; without files, every KIND.csv or KIND.xlsx of the directory `what`, ordered by their
// references. Throws Error{usage} if there is nothing to import.
std::vector<ImportSource> import_sources(const std::string& what, const std::vector<std::string>& files);

// Names the files of the directory that are not imported, each with the kind that its name is nearest to.
void note_others_in(Context&, const std::string& directory, const std::vector<ImportSource>& sources);

// Returns a line for each file, as sha256sum prints it: for the history.
std::string hashes_of(const std::vector<ImportSource>&);

// Returns whether messages about this file or sheet are about the source.
bool is_of_source(const std::string& file, const ImportSource&);

}  // namespace cpcc::cli
