// Writes a ZIP, the container of .docx.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace cpcc::files {

struct ArchivePart {
    std::string name;  // with slashes, e.g. "word/document.xml"
    std::string content;
};

// Writes the parts in their order. The same parts give the same bytes: no part has a time of its own. Throws
// Error{failed} if the library for ZIP is missing or `out` fails.
void write_archive(const std::vector<ArchivePart>&, std::ostream& out);

}  // namespace cpcc::files
