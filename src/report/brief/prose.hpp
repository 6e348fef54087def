// Lines to paragraphs: a template has a sentence a line, prose has not.
#pragma once

#include <string>
#include <string_view>

namespace cpcc::report {

// The template with its empty lines marked, so that a line whose sentence is left out does not end a paragraph.
std::string mark_paragraphs(std::string_view text);

// The filled text of such a template: the lines of a paragraph as one, as Markdown reads them (without a blank where
// Chinese stands on either side); paragraphs apart by one empty line; headings, items of lists and rows of tables on
// lines of their own. A comma (、，；,) that came to stand before another mark, as what followed it was left out, is
// taken out.
std::string compose(std::string_view filled);

}  // namespace cpcc::report
