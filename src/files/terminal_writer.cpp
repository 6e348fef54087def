// Writes the table for a terminal, aligned by display width: a Chinese character takes two columns.
#include "block_writer.hpp"
#include "cells.hpp"
#include "cpcc/files/format.hpp"

#include "cpcc/base/printable.hpp"
#include "cpcc/base/text.hpp"

#include <algorithm>

namespace cpcc::files {

namespace {

constexpr int gap = 2;         // blanks between columns
constexpr int least_text = 8;  // minimum width of a text column that is cut

class TerminalSink : public Sink {
public:
    TerminalSink(const WriteOptions& options, std::ostream& out)
        : block_(out), width_(options.width), colour_(options.colour) {}

    void begin(const Heading& heading, const std::vector<Column>& columns) override {
        heading_ = heading;
        columns_ = columns;
        for (const auto& column : columns_) {
            add(column.label);
            widths_.push_back(display_width(cell(widths_.size())));
        }
    }

    // Appends all cells to one string, so that a list of 100,000 rows needs no allocation for each cell.
    void row(std::span<const Cell> cells) override {
        check_row(columns_, cells);
        for (std::size_t i = 0; i < cells.size(); ++i) {
            scratch_.clear();
            append_shown(scratch_, columns_[i].type, cells[i]);
            add(scratch_);
            widths_[i] = std::max(widths_[i], display_width(cell(ends_.size() - 1)));
        }
    }

    void end() override {
        if (width_ > 0) fit();
        line_of(heading_.title);
        if (!columns_.empty()) table();
        if (!heading_.notes.empty()) block_.text() += '\n';
        for (const auto& note : heading_.notes) line_of(note);
        block_.finish();
    }

private:
    void add(std::string_view text) {
        const std::size_t from = cells_.size();
        cells_ += text;
        make_printable(cells_, from);
        ends_.push_back(cells_.size());
    }

    std::string_view cell(std::size_t i) const {
        const std::size_t from = i == 0 ? 0 : ends_[i - 1];
        return std::string_view(cells_).substr(from, ends_[i] - from);
    }

    void line_of(const std::string& text) {
        if (text.empty()) return;
        const std::size_t from = block_.text().size();
        block_.text() += text;
        make_printable(block_.text(), from);
        block_.text() += '\n';
    }

    // Narrows the widest text column step by step until the table fits or none can be narrowed further.
    void fit() {
        int total = -gap;
        for (const int width : widths_) total += width + gap;
        while (total > width_) {
            std::size_t widest = columns_.size();
            for (std::size_t i = 0; i < columns_.size(); ++i) {
                const bool may_be_cut = columns_[i].type == CellType::text && widths_[i] > least_text;
                if (may_be_cut && (widest == columns_.size() || widths_[i] > widths_[widest])) widest = i;
            }
            if (widest == columns_.size()) return;
            --widths_[widest];
            --total;
        }
    }

    void table() {
        if (colour_) block_.text() += "\x1b[1m";
        line(0);
        if (colour_) block_.text() += "\x1b[0m";
        block_.text() += '\n';
        rule();
        for (std::size_t i = columns_.size(); i < ends_.size(); i += columns_.size()) {
            line(i);
            block_.text() += '\n';
            block_.flush_if_full();
        }
    }

    void rule() {
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            if (i > 0) block_.text().append(gap, ' ');
            for (int n = 0; n < widths_[i]; ++n) block_.text() += "─";
        }
        block_.text() += '\n';
    }

    // Writes one row. Holds blanks back until text follows them, so that no line ends in blanks.
    void line(std::size_t first) {
        std::string& to = block_.text();
        int blanks = 0;
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            if (i > 0) blanks += gap;
            std::string_view text = cell(first + i);
            int width = display_width(text);
            const bool cut = width > widths_[i];
            if (cut) {
                text = cut_to_width(text, widths_[i] - 1);
                width = display_width(text) + 1;
            }
            const int padding = widths_[i] - width;
            if (columns_[i].numeric()) blanks += padding;
            if (!text.empty() || cut) {
                to.append(static_cast<std::size_t>(blanks), ' ');
                blanks = 0;
                to += text;
                if (cut) to += "…";
            } else {
                blanks += width;
            }
            if (!columns_[i].numeric()) blanks += padding;
        }
    }

    BlockWriter block_;
    int width_;
    bool colour_;
    Heading heading_;
    std::vector<Column> columns_;
    std::vector<int> widths_;
    std::string cells_;              // the header's labels, then the rows' cells
    std::vector<std::size_t> ends_;  // the end of each of them
    std::string scratch_;
};

}  // namespace

std::unique_ptr<Sink> make_terminal_sink(const WriteOptions& options, std::ostream& out) {
    return std::make_unique<TerminalSink>(options, out);
}

}  // namespace cpcc::files
