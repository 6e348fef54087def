// Writes HTML: one self-contained page to mail, read on a phone, print or put on a notice board.
#include "block_writer.hpp"
#include "cells.hpp"
#include "cpcc/files/document.hpp"
#include "cpcc/files/format.hpp"
#include "markup.hpp"
#include "page/page_style.hpp"
#include "page/svg_chart.hpp"
#include "table_layout.hpp"

#include "cpcc/base/text.hpp"
#include "cpcc/base/words.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace cpcc::files {

namespace {

// The text of a printed page at 9 points, in half ems.
constexpr int portrait_width = 112, landscape_width = 168;
constexpr int printed_padding = 2;
constexpr int narrowest_printed = 5, widest_printed = 40;

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

void append_head(std::string& to, const std::string& title) {
    to += "<!DOCTYPE html>\n<html lang=\"";
    to += Words{"zh-CN", "en"}.get();
    to +=
        "\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, "
        "initial-scale=1\">\n";
    append_element(to, "<title>", title.empty() ? "cpcc" : title, "</title>\n");
    to += "<style>";
    to += page_style;
    to += "</style>\n</head>\n<body>\n<main>\n";
}

void append_foot(std::string& to) { to += "</main>\n</body>\n</html>\n"; }

std::string_view element_of(Paragraph::Style style) noexcept {
    switch (style) {
        case Paragraph::Style::title: return "h1";
        case Paragraph::Style::heading: return "h2";
        case Paragraph::Style::subheading: return "h3";
        case Paragraph::Style::body: return "p class=\"prose\"";
        case Paragraph::Style::signature: return "p class=\"signature\"";
        case Paragraph::Style::note: return "p class=\"note\"";
    }
    return {};
}

// Returns the width of a header that is wrapped to lines of some eight characters.
int width_of_label(std::string_view label) {
    constexpr int line = 16;
    int widest = 0;
    for (const std::string_view word : split(label, " ")) widest = std::max(widest, display_width(word));
    return std::clamp(std::min(widest, line), narrowest_printed, widest_printed);
}

class HtmlSink : public Sink {
public:
    HtmlSink(const WriteOptions& options, std::ostream& out) : block_(out), paper_(options.paper) {}

    void begin(const Heading& heading, const std::vector<Column>& columns) override {
        if (std::exchange(begun_, true))
            finish_table();
        else
            begin_page(paper_ && !paper_->title.empty() ? paper_->title : heading.title);
        heading_ = heading;
        columns_ = columns;
        rows_.clear();
        row_ = 0;
        if (!paper_) begin_table(whole());
    }

    // A list is written row by row; a report is kept, because its columns may need several tables.
    void row(std::span<const Cell> cells) override {
        check_row(columns_, cells);
        if (paper_)
            rows_.emplace_back(cells.begin(), cells.end());
        else
            add_row(whole(), cells, 0, true);
        block_.flush_if_full();
    }

    void end() override {
        finish_table();
        add_note_for_paper();
        if (paper_ && !paper_->made_by.empty())
            append_element(block_.text(), "<p class=\"by\">", paper_->made_by, "</p>\n");
        append_foot(block_.text());
        block_.finish();
    }

private:
    using Positions = std::vector<std::size_t>;

    void begin_page(const std::string& title) {
        append_head(block_.text(), title);
        if (!title.empty()) append_element(block_.text(), "<h1>", title, "</h1>\n");
        page_title_ = title;
    }

    void finish_table() {
        if (paper_)
            add_sets();
        else
            end_table();
        for (const auto& note : heading_.notes)
            append_element(block_.text(),
                           heading_.links.anchor.empty() ? "<p class=\"note\">" : "<p class=\"note records\">", note,
                           "</p>\n");
    }

    // Writes the charts and the kept rows: as one table, or as several where one would be too wide for paper.
    void add_sets() {
        std::string& to = block_.text();
        const std::size_t heads = heads_of(columns_);
        const std::vector<int> widths = printed_widths();
        const int total = std::accumulate(widths.begin(), widths.end(), 0);
        const bool across = total > portrait_width;
        const bool charts = !heading_.charts.empty(), records = !heading_.links.anchor.empty();
        const bool beside = charts && !columns_.empty() && total <= portrait_width * 3 / 4;
        append_element(to, "<section class=\"",
                       across   ? "across"
                       : beside ? "beside"
                                : "plain",
                       records ? " records\"" : "\"");
        if (records) append_element(to, " id=\"", heading_.links.anchor, "\"");
        to += ">\n";
        if (!heading_.title.empty() && heading_.title != page_title_)
            append_element(to, "<h2>", heading_.title, "</h2>\n");
        if (charts) add_charts();
        if (heading_.form == Heading::Form::cards) return add_cards();
        if (columns_.empty()) return end_section();
        bool first = true;
        for (const ColumnSet& set : column_sets(widths, heads, across ? landscape_width : portrait_width)) {
            begin_table(set.columns);
            row_ = 0;
            for (const auto& row : rows_) {
                add_row(set.columns, row, std::min<std::size_t>(heads, 1), first);
                block_.flush_if_full();
            }
            first = false;
            end_table();
        }
        end_section();
    }

    // On paper the records behind the figures are left out, which fill a hundred pages.
    void add_note_for_paper() {
        if (heading_.links.anchor.empty()) return;
        append_element(block_.text(), "<p class=\"note on-paper\">",
                       say(Words{"打印件不含各数字所依据的记录，可在网页上查看。",
                                 "The records behind the figures are on the page only, not on paper."}),
                       "</p>\n");
    }

    void end_section() { block_.text() += "</section>\n"; }

    void add_charts() {
        block_.text() += "<div class=\"charts\">\n";
        for (const Chart& chart : heading_.charts) append_chart(block_.text(), chart, charts_);
        block_.text() += "</div>\n";
    }

    // Writes each row as a card: the first cell above the second, which is large, and the others below with their
    // labels.
    void add_cards() {
        std::string& to = block_.text();
        to += "<ul class=\"cards\">\n";
        row_ = 0;
        for (const auto& row : rows_) {
            to += "<li>";
            begin_link(1);
            to += "<span class=\"what\">";
            add_cell(0, row[0]);
            to += "</span> <span class=\"big\">";
            add_cell(1, row[1]);
            to += "</span>";
            end_link(1);
            for (std::size_t c = 2; c < row.size(); ++c) {
                if (std::holds_alternative<std::monostate>(row[c])) continue;
                append_element(to, " <span class=\"more\">", columns_[c].label, " <b>");
                add_cell(c, row[c]);
                to += "</b></span>";
            }
            to += "</li>\n";
            ++row_;
        }
        to += "</ul>\n";
        end_section();
    }

    std::vector<int> printed_widths() const {
        std::vector<int> widths;
        std::string text;
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            int width = width_of_label(columns_[i].label);
            for (const auto& row : rows_) {
                text.clear();
                append_shown(text, columns_[i].type, row[i]);
                width = std::max(width, std::min(display_width(text), widest_printed));
            }
            widths.push_back(width + printed_padding);
        }
        return widths;
    }

    void begin_table(const Positions& columns) {
        std::string& to = block_.text();
        append_element(to, "<div class=\"box\" tabindex=\"0\" role=\"group\" aria-label=\"",
                       heading_.title.empty() ? say(Words{"表", "table"}) : heading_.title,
                       "\">\n<table>\n<thead>\n<tr>");
        for (const std::size_t c : columns) {
            const bool number = holds_figures(columns_[c]);
            append_element(to, number ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\" class=\"w\">",
                           columns_[c].label, "</th>");
        }
        to += "</tr>\n</thead>\n<tbody>\n";
    }

    void end_table() { block_.text() += "</tbody>\n</table>\n</div>\n"; }

    // `heads`: how many columns name the row. A row that is written several times has its anchor the `first` time.
    void add_row(const Positions& columns, std::span<const Cell> cells, std::size_t heads, bool first) {
        std::string& to = block_.text();
        to += "<tr";
        if (const auto anchor = heading_.links.rows.find(row_); first && anchor != heading_.links.rows.end())
            append_element(to, " id=\"", anchor->second, "\"");
        to += paper_ && is_total(cells) ? " class=\"total\">" : ">";
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const std::size_t c = columns[i];
            to += i < heads ? "<th scope=\"row\"" : "<td";
            to += is_number(columns_[c], cells[c])          ? " class=\"n\">"
                  : stays_whole(columns_[c].type, cells[c]) ? " class=\"w\">"
                                                            : ">";
            begin_link(c);
            add_cell(c, cells[c]);
            end_link(c);
            to += i < heads ? "</th>" : "</td>";
        }
        to += "</tr>\n";
        ++row_;
    }

    void add_cell(std::size_t column, const Cell& cell) {
        std::string& to = block_.text();
        if (const auto* text = std::get_if<std::string>(&cell)) return append_escaped(to, *text);
        if (columns_[column].change && is_rise(cell)) to += '+';
        append_shown(to, columns_[column].type, cell);
    }

    static bool is_rise(const Cell& cell) {
        const auto* figure = std::get_if<Figure>(&cell);
        const auto* number = std::get_if<std::int64_t>(&cell);
        return (figure && figure->value > 0) || (number && *number > 0);
    }

    const std::string* link_of(std::size_t column) const {
        const auto found = heading_.links.leads_to.find({row_, columns_[column].id});
        return found == heading_.links.leads_to.end() ? nullptr : &found->second;
    }

    void begin_link(std::size_t column) {
        if (const std::string* anchor = link_of(column)) append_element(block_.text(), "<a href=\"#", *anchor, "\">");
    }

    void end_link(std::size_t column) {
        if (link_of(column)) block_.text() += "</a>";
    }

    const Positions& whole() {
        if (whole_.size() != columns_.size()) {
            whole_.resize(columns_.size());
            std::iota(whole_.begin(), whole_.end(), std::size_t{0});
        }
        return whole_;
    }

    BlockWriter block_;
    std::optional<PaperHead> paper_;
    std::string page_title_;
    Heading heading_;
    std::vector<Column> columns_;
    std::vector<std::vector<Cell>> rows_;  // of a report
    Positions whole_;                      // the positions of all columns
    std::size_t row_ = 0;                  // of the table
    int charts_ = 0;                       // drawn on the page
    bool begun_ = false;
};

}  // namespace

std::unique_ptr<Sink> make_html_sink(const WriteOptions& options, std::ostream& out) {
    return std::make_unique<HtmlSink>(options, out);
}

void write_page(const Document& document, std::ostream& out) {
    BlockWriter block(out);
    std::string title;
    for (const Paragraph& paragraph : document.paragraphs)
        if (paragraph.style == Paragraph::Style::title && title.empty())
            for (const Run& run : paragraph.runs) title += run.text;
    append_head(block.text(), title);
    for (const Paragraph& paragraph : document.paragraphs) {
        const std::string_view element = element_of(paragraph.style);
        block.text() += fmt::format("<{}>", element);
        for (const Run& run : paragraph.runs)
            append_element(block.text(), run.bold ? "<b>" : "", run.text, run.bold ? "</b>" : "");
        block.text() += fmt::format("</{}>\n", element.substr(0, element.find(' ')));
    }
    append_foot(block.text());
    block.finish();
}

}  // namespace cpcc::files
