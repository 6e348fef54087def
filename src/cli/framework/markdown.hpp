// The little Markdown of long texts: paragraphs, "## headings", terms with ": explanations" below them, blocks indented
// by four blanks that are copied literally, and `code`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cpcc::cli {

struct Block {
    enum class Kind { heading, paragraph, definition, literal };
    Kind kind;
    std::string text;       // of a literal block its lines, each ended
    std::string term = {};  // of a definition
};

std::vector<Block> parse_markdown(std::string_view text);

// Returns the text for a terminal: paragraphs wrapped at `width` columns, terms with their explanations indented below
// them.
std::string plain_text_of(const std::vector<Block>& blocks, int width = 80);

}  // namespace cpcc::cli
