// Joins lines to paragraphs: a template has one sentence on each line, prose has not.
#pragma once

#include <string>
#include <string_view>

namespace cpcc::report {

// Returns the template with marks on its empty lines. Lines that become empty when their sentence is left out have no
// mark and do not end a paragraph.
std::string mark_paragraphs(std::string_view text);

// Returns the prose of a template that was marked and filled. Joins the lines of a paragraph as Markdown does, without
// a space next to Chinese. Puts one empty line between paragraphs. Headings, list items and table rows begin a new
// line. Removes a comma (、，；,) that now precedes another mark, because the text between them was left out.
std::string compose(std::string_view filled);

}  // namespace cpcc::report
