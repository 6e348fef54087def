#include "cpcc/files/document_template.hpp"

#include "cpcc/base/error.hpp"
#include "docx/marked_part.hpp"
#include "input.hpp"
#include "markup.hpp"
#include "package.hpp"
#include "zip_archive.hpp"

#include <algorithm>
#include <ostream>

namespace cpcc::files {

namespace {

constexpr std::size_t most_bytes = std::size_t{64} << 20U, most_parts = 2000;  // of a whole document

// Returns whether a part has text that readers see.
bool has_text(std::string_view name) {
    if (!name.starts_with("word/") || !name.ends_with(".xml")) return false;
    const std::string_view file = name.substr(5);
    return file == "document.xml" || file.starts_with("header") || file.starts_with("footer") ||
           file == "footnotes.xml" || file == "endnotes.xml";
}

// Only tells whether a part is well-formed.
class Listener : public XmlListener {
    void open(std::string_view, const char* const*) override {}
    void close(std::string_view) override {}
};

void require_well_formed(const Package& package, const std::string& part) {
    Listener listener;
    XmlReader reader(package, part, listener);
    while (reader.advance()) {}
}

}  // namespace

struct DocumentTemplate::State {
    std::vector<ArchivePart> parts;
    std::vector<bool> marked;  // whether the part has names
    std::vector<std::string> paragraphs;
};

DocumentTemplate::DocumentTemplate(const std::string& path) : state_(std::make_unique<State>()) {
    Input input(path);
    const Package package(input, Package::Holds::document);
    const std::vector<std::string> names = package.entries();
    if (names.size() > most_parts || std::find(names.begin(), names.end(), "word/document.xml") == names.end())
        package.fail_damaged("word/document.xml");
    std::size_t room = most_bytes;
    for (const std::string& name : names) {
        if (name.ends_with('/')) continue;
        ArchivePart part{name, content_of(package, name, room)};
        room -= part.content.size();
        bool marked = false;
        if (has_text(name)) {
            require_well_formed(package, name);
            MarkedPart made = marked_part(part.content, package.name());
            marked = !made.paragraphs.empty();
            if (marked) part.content = std::move(made.xml);
            state_->paragraphs.insert(state_->paragraphs.end(), made.paragraphs.begin(), made.paragraphs.end());
        }
        state_->parts.push_back(std::move(part));
        state_->marked.push_back(marked);
    }
}

DocumentTemplate::~DocumentTemplate() = default;

const std::vector<std::string>& DocumentTemplate::paragraphs() const { return state_->paragraphs; }

void DocumentTemplate::write(const Fill& fill, std::ostream& out) const {
    std::vector<ArchivePart> parts = state_->parts;
    for (std::size_t i = 0; i < parts.size(); ++i)
        if (state_->marked[i]) parts[i].content = without_empty_paragraphs(fill(parts[i].content));
    write_archive(parts, out);
}

std::string escaped_xml(const std::string& text) {
    std::string escaped;
    append_escaped(escaped, text);
    return escaped;
}

bool is_archive(const std::string& path) {
    if (path == "-") return false;
    try {
        return Input(path).head(4) == "PK\x03\x04";
    } catch (const Error&) {
        return false;
    }
}

}  // namespace cpcc::files
