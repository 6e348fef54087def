// Writes HTML: one self-contained page to mail, print or put on a notice board.
#include "block_writer.hpp"
#include "cells.hpp"
#include "cpcc/files/format.hpp"
#include "markup.hpp"

#include "cpcc/base/text.hpp"
#include "cpcc/base/words.hpp"

namespace cpcc::files {

namespace {

constexpr std::string_view style_sheet = R"(
body { font-family: "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", sans-serif; margin: 2em auto; max-width: 80em;
       padding: 0 1em; color: #222; line-height: 1.5; }
h1 { font-size: 1.4em; }
table { border-collapse: collapse; }
th, td { padding: .35em .8em; border-bottom: 1px solid #ddd; text-align: left; vertical-align: top; white-space: pre-line; }
th { border-bottom: 2px solid #666; }
.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.w { white-space: nowrap; }
.note { color: #666; font-size: .9em; }
@media print { body { margin: 0; max-width: none; } thead { display: table-header-group; } }
)";

// Returns whether a cell must stay on one line: a browser would break a date or code at its hyphens, and a short name
// anywhere.
bool stays_whole(CellType type, const Cell& cell) {
    constexpr int short_text = 16;
    const auto* text = std::get_if<std::string>(&cell);
    return type == CellType::date ||
           (text && text->find('\n') == std::string::npos && display_width(*text) <= short_text);
}

void append_element(std::string& to, std::string_view open, std::string_view text, std::string_view close) {
    to += open;
    append_escaped(to, text);
    to += close;
}

class HtmlSink : public Sink {
public:
    explicit HtmlSink(std::ostream& out) : block_(out) {}

    void begin(const Heading& heading, const std::vector<Column>& columns) override {
        columns_ = columns;
        notes_ = heading.notes;
        std::string& to = block_.text();
        to += "<!DOCTYPE html>\n<html lang=\"";
        to += Words{"zh-CN", "en"}.get();
        to += "\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n";
        append_element(to, "<title>", heading.title.empty() ? "cpcc" : heading.title, "</title>\n");
        to += "<style>";
        to += style_sheet;
        to += "</style>\n</head>\n<body>\n";
        if (!heading.title.empty()) append_element(to, "<h1>", heading.title, "</h1>\n");
        to += "<table>\n<thead>\n<tr>";
        for (const auto& column : columns_)
            append_element(to, column.numeric() ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\" class=\"w\">",
                           column.label, "</th>");
        to += "</tr>\n</thead>\n<tbody>\n";
    }

    void row(std::span<const Cell> cells) override {
        check_row(columns_, cells);
        std::string& to = block_.text();
        to += "<tr>";
        for (std::size_t i = 0; i < cells.size(); ++i) {
            to += columns_[i].numeric()                     ? "<td class=\"n\">"
                  : stays_whole(columns_[i].type, cells[i]) ? "<td class=\"w\">"
                                                            : "<td>";
            if (const auto* text = std::get_if<std::string>(&cells[i]))
                append_escaped(to, *text);
            else
                append_shown(to, columns_[i].type, cells[i]);
            to += "</td>";
        }
        to += "</tr>\n";
        block_.flush_if_full();
    }

    void end() override {
        block_.text() += "</tbody>\n</table>\n";
        for (const auto& note : notes_) append_element(block_.text(), "<p class=\"note\">", note, "</p>\n");
        block_.text() += "</body>\n</html>\n";
        block_.finish();
    }

private:
    BlockWriter block_;
    std::vector<Column> columns_;
    std::vector<std::string> notes_;
};

}  // namespace

std::unique_ptr<Sink> make_html_sink(const WriteOptions&, std::ostream& out) { return std::make_unique<HtmlSink>(out); }

}  // namespace cpcc::files
