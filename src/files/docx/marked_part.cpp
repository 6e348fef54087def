#include "docx/marked_part.hpp"

#include "cpcc/base/error.hpp"
#include "cpcc/base/text.hpp"

#include <algorithm>
#include <map>
#include <optional>

namespace cpcc::files {

namespace {

constexpr std::string_view may_go = "<!--may be empty-->";  // behind the start of a paragraph with a section
constexpr std::size_t none = std::string::npos;

// A piece of the XML: markup, or the text of a run.
struct Piece {
    std::string content;
    bool text = false;
};

struct Place {
    std::size_t first = none, last = none;  // pieces
};

struct MarkedParagraph : Place {
    std::vector<std::size_t> texts;  // pieces
    std::vector<std::pair<std::size_t, std::size_t>>
        rows;                   // tables and rows around it, the outermost first: first pieces
    std::size_t holder = none;  // the cell, text box or body that it lies in: first piece
    bool in_cell = false;
    std::string text;
};

struct Tag {
    char sign = 0;  // # ^ or /
    std::string name, whole;
    std::size_t paragraph = 0, piece = 0;
};

std::string_view local(std::string_view markup) {
    const auto begin = markup.find_first_not_of("</");
    const auto end = std::min(markup.find_first_of(" \t\r\n/>", begin), markup.size());
    const std::string_view name = markup.substr(begin, end - begin);
    return name.substr(name.rfind(':') + 1);
}

class PartReader {
public:
    PartReader(std::string_view xml, const std::string& document) : document_(document) { read(xml); }

    MarkedPart result() {
        for (MarkedParagraph& paragraph : paragraphs_) join_names(paragraph);
        place_sections();
        MarkedPart made;
        for (std::size_t i = 0; i < pieces_.size(); ++i) {
            made.xml += before_[i];
            made.xml += pieces_[i].content;
            made.xml += after_[i];
        }
        for (MarkedParagraph& paragraph : paragraphs_) {
            if (paragraph.text.find("{{") == none) continue;
            std::replace(paragraph.text.begin(), paragraph.text.end(), '\n', ' ');
            made.paragraphs.push_back(paragraph.text);
        }
        return made;
    }

private:
    // Cuts the XML into pieces, and finds paragraphs with the rows around them.
    void read(std::string_view xml) {
        for (std::size_t at = 0; at < xml.size();) {
            const bool markup = xml[at] == '<';
            const std::size_t end = markup ? end_of_markup(xml, at) : std::min(xml.find('<', at), xml.size());
            pieces_.push_back({std::string(xml.substr(at, end - at)), !markup && in_text_ && !open_.empty()});
            if (markup)
                take_markup(pieces_.size() - 1);
            else if (pieces_.back().text)
                take_text();
            at = end;
        }
        before_.resize(pieces_.size());
        after_.resize(pieces_.size());
    }

    static std::size_t end_of_markup(std::string_view xml, std::size_t at) {
        const std::string_view ending = xml.substr(at).starts_with("<!--")        ? "-->"
                                        : xml.substr(at).starts_with("<![CDATA[") ? "]]>"
                                                                                  : ">";
        const auto end = xml.find(ending, at);
        return end == none ? xml.size() : end + ending.size();
    }

    void take_text() {
        MarkedParagraph& paragraph = paragraphs_[open_.back()];
        paragraph.texts.push_back(pieces_.size() - 1);
        paragraph.text += pieces_.back().content;
    }

    void take_markup(std::size_t piece) {
        const std::string& content = pieces_[piece].content;
        if (content.size() < 3 || content[1] == '!' || content[1] == '?') return;
        const std::string_view name = local(content);
        const bool closes = content[1] == '/', empty = content[content.size() - 2] == '/';
        if (name == "t") in_text_ = !closes && !empty;
        if (empty) return;
        if (name == "p") closes ? close_paragraph(piece) : open_paragraph(piece);
        if (name == "tbl" || name == "tr" || name == "tc" || name == "txbxContent")
            closes ? close_place(piece) : places_.push_back({std::string(name), piece});
    }

    void open_paragraph(std::size_t piece) {
        MarkedParagraph paragraph;
        paragraph.first = piece;
        std::size_t table = none;
        for (const auto& [name, first] : places_) {
            if (name == "tbl") table = first;
            if (name == "tr") paragraph.rows.emplace_back(table, first);
            if (name == "tc" || name == "txbxContent") paragraph.holder = first, paragraph.in_cell = true;
        }
        open_.push_back(paragraphs_.size());
        paragraphs_.push_back(std::move(paragraph));
    }

    void close_paragraph(std::size_t piece) {
        if (open_.empty()) return;
        paragraphs_[open_.back()].last = piece;
        open_.pop_back();
    }

    void close_place(std::size_t piece) {
        if (places_.empty()) return;
        if (places_.back().first == "tr") end_of_row_[places_.back().second] = piece;
        places_.pop_back();
    }

    // Puts each name that lies in several texts of a paragraph into the one in which it begins.
    void join_names(MarkedParagraph& paragraph) {
        for (std::size_t at = 0; (at = paragraph.text.find("{{", at)) != none;) {
            auto end = paragraph.text.find("}}", at);
            if (end == none) return;  // whoever reads the names reports it
            end += paragraph.text.substr(end).starts_with("}}}") ? 3U : 2U;
            join(paragraph, at, end);
            at = end;
        }
        if (paragraph.text.find("{{") == none) return;
        for (const std::size_t piece : paragraph.texts) keep_blanks(piece - 1);
    }

    void join(const MarkedParagraph& paragraph, std::size_t begin, std::size_t end) {
        std::size_t from = 0;
        std::string* first = nullptr;
        for (const std::size_t piece : paragraph.texts) {
            std::string& content = pieces_[piece].content;
            const std::size_t until = from + content.size();
            if (first == nullptr && begin < until) {
                first = &content;
                if (end <= until) return;
            } else if (first != nullptr) {
                const std::size_t taken = std::min(end, until) - from;
                first->append(content, 0, taken);
                content.erase(0, taken);
                if (end <= until) return;
            }
            from = until;
        }
    }

    void keep_blanks(std::size_t piece) {
        std::string& open = pieces_[piece].content;
        if (local(open) == "t" && open.find("xml:space") == none)
            open.insert(open.size() - 1, " xml:space=\"preserve\"");
    }

    std::vector<Tag> tags() const {
        std::vector<Tag> found;
        for (std::size_t p = 0; p < paragraphs_.size(); ++p)
            for (const std::size_t piece : paragraphs_[p].texts) {
                const std::string& content = pieces_[piece].content;
                for (std::size_t at = 0; (at = content.find("{{", at)) != none;) {
                    const auto end = content.find("}}", at);
                    if (end == none) break;
                    const std::string_view inside = trim(std::string_view(content).substr(at + 2, end - at - 2));
                    if (!inside.empty() && std::string_view("#^/").find(inside.front()) != none)
                        found.push_back({inside.front(), std::string(trim(inside.substr(1))),
                                         content.substr(at, end + 2 - at), p, piece});
                    at = end + 2;
                }
            }
        std::stable_sort(found.begin(), found.end(), [](const Tag& a, const Tag& b) { return a.piece < b.piece; });
        return found;
    }

    void place_sections() {
        std::vector<Tag> open;
        for (const Tag& tag : tags()) {
            if (tag.sign != '/') {
                open.push_back(tag);
            } else if (!open.empty() && open.back().name == tag.name) {  // else whoever reads the names reports it
                place_section(open.back(), tag);
                open.pop_back();
            }
        }
        for (const auto& paragraph : paragraphs_)
            if (!pieces_[paragraph.first].content.empty() &&
                (paragraph.text.find("{{#") != none || paragraph.text.find("{{^") != none))
                after_[paragraph.first].insert(0, may_go);
    }

    void place_section(const Tag& begin, const Tag& end) {
        const MarkedParagraph &from = paragraphs_[begin.paragraph], &to = paragraphs_[end.paragraph];
        if (begin.paragraph == end.paragraph) return;
        if (from.holder == to.holder) {
            if (!from.in_cell && alone(from, begin) && alone(to, end)) replace_paragraphs(begin, end);
            return;
        }
        const auto rows = common_rows(from, to);
        if (!rows) refuse(begin, from, to);
        take_out(begin);
        take_out(end);
        before_[rows->first].insert(0, begin.whole);
        after_[end_of_row_.at(rows->second)] += end.whole;
    }

    bool alone(const MarkedParagraph& paragraph, const Tag& tag) const {
        std::string text;
        for (const std::size_t piece : paragraph.texts) text += pieces_[piece].content;
        return trim(text) == tag.whole;
    }

    // Puts both marks in the place of their paragraphs, which have nothing else.
    void replace_paragraphs(const Tag& begin, const Tag& end) {
        for (const Tag* tag : {&begin, &end}) {
            const MarkedParagraph& paragraph = paragraphs_[tag->paragraph];
            for (std::size_t i = paragraph.first; i <= paragraph.last; ++i) pieces_[i].content.clear();
            before_[paragraph.first] += tag->whole;
        }
    }

    // Returns the rows of the innermost table that both lie in.
    static std::optional<std::pair<std::size_t, std::size_t>> common_rows(const MarkedParagraph& from,
                                                                          const MarkedParagraph& to) {
        for (std::size_t i = std::min(from.rows.size(), to.rows.size()); i-- > 0;)
            if (from.rows[i].first == to.rows[i].first) return std::pair(from.rows[i].second, to.rows[i].second);
        return std::nullopt;
    }

    void take_out(const Tag& tag) {
        std::string& content = pieces_[tag.piece].content;
        if (const auto at = content.find(tag.whole); at != none) content.erase(at, tag.whole.size());
    }

    [[noreturn]] void refuse(const Tag& tag, const MarkedParagraph& from, const MarkedParagraph& to) const {
        throw Error(
            Exit::usage,
            say(Words{"{0}：{{{{{1}{2}}}}} 从“{3}”开始，到“{4}”结束，两处不能一起重复",
                      "{0}: {{{{{1}{2}}}}} begins in \"{3}\" and ends in \"{4}\", which cannot be repeated "
                      "together"},
                document_, tag.sign, tag.name, from.text, to.text),
            say(Words{"请将起止标记写在同一段、同一行单元格中，或各自单独成段",
                      "put both marks in one paragraph, in one row of a table, or in paragraphs of their own"}));
    }

    const std::string& document_;
    std::vector<Piece> pieces_;
    std::vector<std::string> before_, after_;  // marks that move out of their text, by piece
    std::vector<MarkedParagraph> paragraphs_;
    std::vector<std::size_t> open_;                            // paragraphs that are not closed yet
    std::vector<std::pair<std::string, std::size_t>> places_;  // open tables, rows, cells and text boxes
    std::map<std::size_t, std::size_t> end_of_row_;            // by the first piece
    bool in_text_ = false;
};

// Returns whether a paragraph shows something: text, a picture, a break.
bool shows_something(std::string_view xml) {
    for (std::size_t at = 0; at < xml.size();) {
        const auto open = xml.find('<', at);
        if (!trim(xml.substr(at, std::min(open, xml.size()) - at)).empty()) return true;
        if (open == none) return false;
        const auto close = xml.find('>', open);
        const std::string_view name = local(xml.substr(open, close - open + 1));
        if (name == "drawing" || name == "pict" || name == "br" || name == "object" || name == "sectPr") return true;
        at = close + 1;
    }
    return false;
}

}  // namespace

MarkedPart marked_part(std::string_view xml, const std::string& document) { return PartReader(xml, document).result(); }

std::string without_empty_paragraphs(const std::string& xml) {
    std::string kept;
    for (std::size_t at = 0;;) {
        const auto mark = xml.find(may_go, at);
        if (mark == none) return kept.append(xml, at);
        const std::size_t body = mark + may_go.size();
        kept.append(xml, at, mark - at);
        at = body;
        const auto close = xml.find("</w:p>", body);
        // A paragraph with others in it stays, and a cell needs its last one.
        if (close == none || xml.find("<w:p>", body) < close || xml.find("<w:p ", body) < close) continue;
        if (shows_something(std::string_view(xml).substr(body, close - body))) continue;
        const std::size_t end = close + std::string_view("</w:p>").size();
        if (std::string_view(xml).substr(end).starts_with("</w:tc>")) continue;
        kept.erase(kept.rfind("<w:p"));
        at = end;
    }
}

}  // namespace cpcc::files
