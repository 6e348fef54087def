// A paper of prose, such as a brief: paragraphs with their part in it. Knows no form and no record kind.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

namespace cpcc::files {

struct Run {
    std::string text;
    bool bold = false;
};

struct Paragraph {
    enum class Style {
        title,
        heading,     // 一、
        subheading,  // （一）
        body,
        signature,  // the office and the day at the end
        note,
    };
    Style style = Style::body;
    std::vector<Run> runs;
};

struct Document {
    std::vector<Paragraph> paragraphs;
};

// Writes a .docx in the form that GB/T 9704-2012 gives official documents: A4, body in 仿宋 3 号, lines of 28 磅, page
// numbers below. The same document gives the same bytes. Throws Error{failed} if the library for ZIP is missing or
// `out` fails.
void write_docx(const Document&, std::ostream& out);

// Writes one self-contained page of HTML. Throws Error{failed} if `out` fails.
void write_page(const Document&, std::ostream& out);

}  // namespace cpcc::files
