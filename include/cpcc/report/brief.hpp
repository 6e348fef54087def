// `report brief`: writes a 简报 or 通报 in prose from a template (domain.md, 4). Its figures are those of `report
// summary`. A template is Mustache with these names:
//
//   {{sessions}}                          the exact figure of a measure
//   {{sessions.over}}                     in official wording: over, near, about, official (base/wording.hpp)
//   {{#sessions.some}} … {{/…}}           text that appears only if the figure is not zero
//   {{sessions.before}}                   the figure of the compared period
//   {{sessions.more}}, {{sessions.fewer}} the increase or the decrease against it
//   {{period}}, {{period.short}}, {{span}}, {{day}}, {{office}}, {{area}}
//   {{#districts}} … {{name}} … {{/…}}    text for each part of the area; also provinces, cities, streets, communities
//                                         and compounds
//   {{#area.420107}} … {{/…}}             text for one part only
#pragma once

#include "cpcc/base/period.hpp"
#include "cpcc/base/words.hpp"
#include "cpcc/db/connection.hpp"
#include "cpcc/files/document.hpp"
#include "cpcc/report/summary.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cpcc::report {

struct BriefSpec {
    Period period;
    std::string office;
    std::optional<std::string> area;       // a code
    std::optional<Group> by;               // the level of the parts (default: the first in the template)
    Compare compare = Compare::last_year;  // used only if the template compares
    std::vector<CustomMeasure> customs;
    bool filed = false;                  // as in SummarySpec
    std::vector<std::string> own_books;  // as in SummarySpec
    std::string text;                    // the template, UTF-8
    std::string name;                    // the template's name in messages
    bool lines_are_paragraphs = false;   // of a document: messages quote a line rather than number it
};

struct Brief {
    std::string text;                // Markdown
    std::vector<std::string> notes;  // the command for the same figures as a table; the notes of the summary
};

// Returns the filled template. Counts only the measures that it names. Throws Error{usage} for an error in the
// template, with its line, and for an unsuitable `by`. Throws Error{failed} if the area does not exist.
Brief brief(db::Connection&, const BriefSpec&);

// Replaces the names in texts, such as the parts of a document, by the values that `brief` would use, each passed
// through `escape`. All names stand in `spec.text`, which is checked first; errors as of `brief`.
class TextFiller {
public:
    using Escape = std::function<std::string(const std::string&)>;
    TextFiller(db::Connection&, const BriefSpec&, const Escape&);
    ~TextFiller();
    TextFiller(const TextFiller&) = delete;
    TextFiller& operator=(const TextFiller&) = delete;
    std::string fill(const std::string& text) const;
    const std::vector<std::string>& notes() const;  // as in Brief

private:
    struct State;
    std::unique_ptr<State> state_;
};

// Returns a brief without the marks of headings and bold text, for a letter or a terminal.
std::string plain_text(std::string_view markdown);

// Returns a brief as a document. Short last paragraphs that are no sentences are its signature: the office and the day.
files::Document document(std::string_view markdown);

// Returns the template that an office starts from.
std::string_view built_in_template(Language);

}  // namespace cpcc::report
