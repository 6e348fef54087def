// Writes the table for a terminal, aligned by display width: a Chinese character takes two columns.
#include "block_writer.hpp"
#include "cells.hpp"
#include "cpcc/files/format.hpp"
#include "table_layout.hpp"
#include "text_chart.hpp"

#include "cpcc/base/line_break.hpp"
#include "cpcc/base/printable.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/base/words.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace cpcc::files {

namespace {

constexpr int gap = 2;  // blanks between columns

// Columns that stand beside one another, with their widths.
struct ColumnBlock {
    std::vector<std::size_t> columns;
    std::vector<int> widths;
};

class TerminalSink : public Sink {
public:
    TerminalSink(const WriteOptions& options, std::ostream& out)
        : block_(out), width_(options.width), colour_(options.colour) {
        if (!options.paper || options.paper->title.empty()) return;
        line_of(options.paper->title);
        block_.text() += '\n';
    }

    void begin(const Heading& heading, const std::vector<Column>& columns) override {
        if (std::exchange(begun_, true)) {
            finish_table();
            block_.text() += '\n';
        }
        cells_.clear();
        ends_.clear();
        widths_.clear();
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
        finish_table();
        block_.finish();
    }

private:
    void finish_table() {
        line_of(heading_.title);
        bool first = true;
        if (!columns_.empty())
            for (const ColumnBlock& block : blocks()) {
                if (!std::exchange(first, false)) block_.text() += '\n';
                table(block);
            }
        for (const Chart& chart : heading_.charts) chart_of(chart);
        if (!heading_.notes.empty()) block_.text() += '\n';
        for (const auto& note : heading_.notes) note_of(note);
    }

    void chart_of(const Chart& chart) {
        const std::vector<std::string> lines = text_chart(chart, width_);
        if (lines.empty()) return;
        if (!columns_.empty()) block_.text() += '\n';
        for (const std::string& line : lines) line_of(line);
    }

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

    // On a terminal a note is wrapped as the table is.
    void note_of(const std::string& note) {
        if (width_ == 0) return line_of(note);
        for (const std::string& line : wrapped_lines(printable(note), width_)) line_of(line);
    }

    static int total_of(const std::vector<int>& widths) {
        return std::accumulate(widths.begin(), widths.end(), -gap) + gap * static_cast<int>(widths.size());
    }

    // Returns all columns in one block where they fit. Else wraps cells; and where the pieces that no line break may
    // divide are still too wide, sets columns below one another, each block with the columns that name the rows.
    std::vector<ColumnBlock> blocks() const {
        ColumnBlock whole;
        for (std::size_t i = 0; i < columns_.size(); ++i) whole.columns.push_back(i);
        whole.widths = widths_;
        if (width_ == 0 || total_of(widths_) <= width_) return {whole};
        const std::vector<int> least = least_widths();
        std::vector<ColumnBlock> all = total_of(least) <= width_ ? std::vector{whole} : split(least);
        for (ColumnBlock& block : all) narrow(block, least);
        return all;
    }

    std::vector<int> least_widths() const {
        std::vector<int> least(columns_.size());
        for (std::size_t i = 0; i < ends_.size(); ++i) {
            int& one = least[i % columns_.size()];
            one = std::max(one, widest_piece(cell(i)));
        }
        return least;
    }

    std::vector<ColumnBlock> split(const std::vector<int>& least) const {
        ColumnBlock empty;
        std::vector<int> used;
        for (std::size_t i = 0; i < heads_of(columns_); ++i) {
            used.push_back(least[i]);
            if (total_of(used) > width_ / 2) break;
            empty.columns.push_back(i);
            empty.widths.push_back(widths_[i]);
        }
        const std::size_t heads = empty.columns.size();
        used.resize(heads);
        std::vector<ColumnBlock> all{empty};
        std::vector<int> filled = used;
        for (std::size_t i = heads; i < columns_.size(); ++i) {
            filled.push_back(least[i]);
            if (total_of(filled) > width_ && all.back().columns.size() > heads) {
                all.push_back(empty);
                filled = used;
                filled.push_back(least[i]);
            }
            all.back().columns.push_back(i);
            all.back().widths.push_back(widths_[i]);
        }
        return all;
    }

    // Narrows the widest column step by step until the block fits or none can be narrowed further.
    void narrow(ColumnBlock& block, const std::vector<int>& least) const {
        for (int total = total_of(block.widths); total > width_; --total) {
            std::size_t widest = block.columns.size();
            for (std::size_t i = 0; i < block.columns.size(); ++i)
                if (block.widths[i] > least[block.columns[i]] &&
                    (widest == block.columns.size() || block.widths[i] > block.widths[widest]))
                    widest = i;
            if (widest == block.columns.size()) return;
            --block.widths[widest];
        }
    }

    void table(const ColumnBlock& block) {
        row_of(block, 0, true);
        rule(block);
        for (std::size_t i = columns_.size(); i < ends_.size(); i += columns_.size()) {
            row_of(block, i, cell(i) == Words{"合计", "total"}.get());
            block_.flush_if_full();
        }
    }

    void rule(const ColumnBlock& block) {
        for (std::size_t i = 0; i < block.columns.size(); ++i) {
            if (i > 0) block_.text().append(gap, ' ');
            for (int n = 0; n < block.widths[i]; ++n) block_.text() += "─";
        }
        block_.text() += '\n';
    }

    // Writes one row, as many lines as its highest cell.
    void row_of(const ColumnBlock& block, std::size_t first, bool bold) {
        std::vector<std::vector<std::string>> cells;
        std::size_t lines = 1;
        for (std::size_t i = 0; i < block.columns.size(); ++i) {
            const std::string_view text = cell(first + block.columns[i]);
            cells.push_back(display_width(text) <= block.widths[i] ? std::vector{std::string(text)}
                                                                   : wrapped_lines(text, block.widths[i]));
            lines = std::max(lines, cells.back().size());
        }
        if (bold && colour_) block_.text() += "\x1b[1m";
        for (std::size_t n = 0; n < lines; ++n) {
            if (n > 0) block_.text() += '\n';
            line(block, cells, n);
        }
        if (bold && colour_) block_.text() += "\x1b[0m";
        block_.text() += '\n';
    }

    // Writes one line of a row. Holds blanks back until text follows them, so that no line ends in blanks.
    void line(const ColumnBlock& block, const std::vector<std::vector<std::string>>& cells, std::size_t number) {
        std::string& to = block_.text();
        int blanks = 0;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (i > 0) blanks += gap;
            const std::string_view text = number < cells[i].size() ? std::string_view(cells[i][number]) : "";
            const int width = display_width(text), padding = std::max(0, block.widths[i] - width);
            const bool right = columns_[block.columns[i]].numeric();
            if (right) blanks += padding;
            if (text.empty()) {
                blanks += right ? 0 : padding;
                continue;
            }
            to.append(static_cast<std::size_t>(blanks), ' ');
            to += text;
            blanks = right ? 0 : padding;
        }
    }

    BlockWriter block_;
    int width_;
    bool colour_;
    bool begun_ = false;
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
