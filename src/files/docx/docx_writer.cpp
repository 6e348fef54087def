// Writes .docx: a table with its title and notes, or a document of prose.
#include "cells.hpp"
#include "cpcc/files/document.hpp"
#include "cpcc/files/format.hpp"
#include "docx/docx_file.hpp"

#include "cpcc/base/text.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace cpcc::files {

namespace {

constexpr int half_em = 120;  // of 5 号 (10.5 points) in twentieths of a point, with room for capitals
constexpr int cell_padding = 2 * 108 + half_em;
constexpr int widest_cell = 40, narrowest_cell = 4;  // in half ems
constexpr std::size_t heads_at_most = 3;

int widest_line(std::string_view text) {
    int width = 0;
    for (const std::string_view line : split(text, "\n")) width = std::max(width, display_width(line));
    return width;
}

Paragraph paragraph(Paragraph::Style style, const std::string& text) { return {style, {{text}}}; }

class DocxSink : public Sink {
public:
    explicit DocxSink(std::ostream& out) : out_(out) {}

    void begin(const Heading& heading, const std::vector<Column>& columns) override {
        heading_ = heading;
        columns_ = columns;
        for (const Column& column : columns) {
            header_.push_back({column.label, column.numeric()});
            widths_.push_back(std::max(narrowest_cell, widest_line(column.label)));
        }
    }

    void row(std::span<const Cell> cells) override {
        check_row(columns_, cells);
        auto& row = rows_.emplace_back();
        for (std::size_t i = 0; i < cells.size(); ++i) {
            std::string text;
            append_shown(text, columns_[i].type, cells[i]);
            widths_[i] = std::max(widths_[i], widest_line(text));
            row.push_back({std::move(text), columns_[i].numeric() || std::holds_alternative<double>(cells[i])});
        }
    }

    void end() override {
        for (int& width : widths_) width = std::min(width, widest_cell) * half_em + cell_padding;
        const int total = std::accumulate(widths_.begin(), widths_.end(), 0);
        const auto orientation =
            total <= text_width(Orientation::portrait) ? Orientation::portrait : Orientation::landscape;
        DocxFile file;
        if (!heading_.title.empty()) file.add_paragraph(paragraph(Paragraph::Style::title, heading_.title));
        for (const ColumnSet& set : column_sets(widths_, heads(), text_width(orientation)))
            file.add_table(set, header_, rows_);
        for (const std::string& note : heading_.notes) file.add_paragraph(paragraph(Paragraph::Style::note, note));
        file.finish(orientation, out_);
    }

private:
    // Returns how many columns name a row: those before the first figure.
    std::size_t heads() const {
        const auto figure =
            std::find_if(columns_.begin(), columns_.end(), [](const Column& column) { return column.numeric(); });
        const auto before = static_cast<std::size_t>(figure - columns_.begin());
        return std::min({before, heads_at_most, columns_.size() - 1});
    }

    std::ostream& out_;
    Heading heading_;
    std::vector<Column> columns_;
    std::vector<DocxFile::TableCell> header_;
    std::vector<std::vector<DocxFile::TableCell>> rows_;
    std::vector<int> widths_;
};

}  // namespace

std::unique_ptr<Sink> make_docx_sink(const WriteOptions&, std::ostream& out) { return std::make_unique<DocxSink>(out); }

void write_docx(const Document& document, std::ostream& out) {
    DocxFile file;
    for (const Paragraph& each : document.paragraphs) file.add_paragraph(each);
    file.finish(Orientation::portrait, out);
}

}  // namespace cpcc::files
