// Writes a manual page in the man macros.
#pragma once

#include "framework/markdown.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cpcc::cli {

class RoffPage {
public:
    // `name` as in "cpcc-member"; the language is that of the process.
    RoffPage(std::string_view name, int section);

    void section(std::string_view title);  // SYNOPSIS, OPTIONS …
    void subsection(std::string_view title);
    void paragraph(std::string_view text);  // of these, `code` is bold
    void definition(std::string_view term, std::string_view text);
    void literal(std::string_view lines);
    void blocks(const std::vector<Block>& blocks);

    const std::string& text() const { return text_; }

private:
    bool below_heading() const;  // the last line is one
    void filled(std::string_view text);

    std::string text_;
};

}  // namespace cpcc::cli
