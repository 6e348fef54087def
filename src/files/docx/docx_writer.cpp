// Writes .docx: a table with its title and notes, or a document of prose.
#include "cells.hpp"
#include "cpcc/files/document.hpp"
#include "cpcc/files/format.hpp"
#include "docx/docx_file.hpp"
#include "table_layout.hpp"

#include "cpcc/base/text.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace cpcc::files {

namespace {

constexpr int half_em = 120;  // of 5 号 (10.5 points) in twentieths of a point, with room for capitals
constexpr int cell_padding = 2 * 108 + half_em;
constexpr int widest_cell = 40, narrowest_cell = 4;  // in half ems

int widest_line(std::string_view text) {
    int width = 0;
    for (const std::string_view line : split(text, "\n")) width = std::max(width, display_width(line));
    return width;
}

Paragraph paragraph(Paragraph::Style style, const std::string& text) { return {style, {{text}}}; }

class DocxSink : public Sink {
public:
    DocxSink(const WriteOptions& options, std::ostream& out) : out_(out), paper_(options.paper.value_or(PaperHead{})) {}

    void begin(const Heading& heading, const std::vector<Column>& columns) override {
        Part& part = parts_.emplace_back(Part{heading, columns, {}, {}, {}});
        for (const Column& column : columns) {
            part.header.push_back({column.label, column.numeric()});
            part.widths.push_back(std::max(narrowest_cell, widest_line(column.label)));
        }
    }

    void row(std::span<const Cell> cells) override {
        Part& part = parts_.back();
        check_row(part.columns, cells);
        const bool bold = is_total(cells);
        auto& row = part.rows.emplace_back();
        for (std::size_t i = 0; i < cells.size(); ++i) {
            std::string text;
            append_shown(text, part.columns[i].type, cells[i]);
            part.widths[i] = std::max(part.widths[i], widest_line(text));
            row.push_back({std::move(text), is_number(part.columns[i], cells[i]), bold});
        }
    }

    void end() override {
        auto orientation = Orientation::portrait;
        for (Part& part : parts_) {
            for (int& width : part.widths) width = std::min(width, widest_cell) * half_em + cell_padding;
            const int total = std::accumulate(part.widths.begin(), part.widths.end(), 0);
            if (total > text_width(Orientation::portrait)) orientation = Orientation::landscape;
        }
        DocxFile file;
        const std::string& title =
            paper_.title.empty() && !parts_.empty() ? parts_.front().heading.title : paper_.title;
        if (!title.empty()) file.add_paragraph(paragraph(Paragraph::Style::title, title));
        for (const Part& part : parts_) add(file, part, title, text_width(orientation));
        if (!paper_.made_by.empty()) file.add_paragraph(paragraph(Paragraph::Style::note, paper_.made_by));
        file.finish(orientation, out_);
    }

private:
    // A table as it was received.
    struct Part {
        Heading heading;
        std::vector<Column> columns;
        std::vector<DocxFile::TableCell> header;
        std::vector<std::vector<DocxFile::TableCell>> rows;
        std::vector<int> widths;
    };

    static void add(DocxFile& file, const Part& part, const std::string& title, int page) {
        if (!part.heading.title.empty() && part.heading.title != title)
            file.add_paragraph(paragraph(Paragraph::Style::heading, part.heading.title));
        for (const ColumnSet& set : column_sets(part.widths, heads_of(part.columns), page))
            file.add_table(set, part.header, part.rows);
        for (const std::string& note : part.heading.notes) file.add_paragraph(paragraph(Paragraph::Style::note, note));
    }

    std::ostream& out_;
    PaperHead paper_;
    std::vector<Part> parts_;
};

}  // namespace

std::unique_ptr<Sink> make_docx_sink(const WriteOptions& options, std::ostream& out) {
    return std::make_unique<DocxSink>(options, out);
}

void write_docx(const Document& document, std::ostream& out) {
    DocxFile file;
    for (const Paragraph& each : document.paragraphs) file.add_paragraph(each);
    file.finish(Orientation::portrait, out);
}

}  // namespace cpcc::files
