// A part of a .docx (its text, a header, a footer) as one text with names in braces that can be filled in.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cpcc::files {

struct MarkedPart {
    std::string xml;                      // each name in one piece, sections where they can be repeated
    std::vector<std::string> paragraphs;  // the texts of those with names
};

// Returns the part with its names put in one piece. `document` names the file in errors. Throws Error{usage} for a
// section that begins in one place and ends in another that cannot be repeated together with it. Precondition: `xml` is
// well-formed.
MarkedPart marked_part(std::string_view xml, const std::string& document);

// Removes the paragraphs that sections left empty. Call it once the names are replaced.
std::string without_empty_paragraphs(const std::string& xml);

}  // namespace cpcc::files
