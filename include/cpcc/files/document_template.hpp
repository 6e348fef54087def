// An office's own .docx with names in double braces: in its text, tables, headers and footers, also where a program has
// cut a name into several runs. What the names mean is left to the caller; `{{#x}} … {{/x}}` is a section.
#pragma once

#include <functional>
#include <iosfwd>
#include <memory>
#include <string>
#include <vector>

namespace cpcc::files {

class DocumentTemplate {
public:
    // Reads the file. Throws Error{failed} if it is damaged or too large; Error{usage}, with the paragraph, for a
    // section that begins and ends in places that cannot be repeated together.
    explicit DocumentTemplate(const std::string& path);
    ~DocumentTemplate();
    DocumentTemplate(const DocumentTemplate&) = delete;
    DocumentTemplate& operator=(const DocumentTemplate&) = delete;

    // Returns the text of each paragraph with a name in braces, in order.
    const std::vector<std::string>& paragraphs() const;

    // Writes the document. `fill` replaces the names in a text that is XML, so its values must be escaped
    // (escaped_xml). A section whose ends are in one row of a table repeats the row; one whose ends are paragraphs of
    // their own repeats what is between them. Paragraphs left empty by a section are dropped. Throws Error{failed} if
    // `out` fails.
    using Fill = std::function<std::string(const std::string&)>;
    void write(const Fill& fill, std::ostream& out) const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

// Returns the text as XML holds it: escaped and without forbidden characters.
std::string escaped_xml(const std::string& text);

// Returns whether the file is a ZIP, as every .docx is. Returns false for one that cannot be read, and for standard
// input.
bool is_archive(const std::string& path);

}  // namespace cpcc::files
