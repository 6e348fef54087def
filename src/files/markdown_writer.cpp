// Writes Markdown: a GitHub-flavoured table, ready to be pasted into a notice or an issue.
#include "block_writer.hpp"
#include "cells.hpp"
#include "cpcc/files/format.hpp"

#include "cpcc/base/printable.hpp"

#include <utility>

namespace cpcc::files {

namespace {

// Appends the text with the marks of Markdown escaped. A cell is one line, so a newline becomes <br>.
void append_as_markdown(std::string& to, std::string_view text) {
    constexpr std::string_view marks = "\\`*_[]|~";
    for (const char c : printable(text, Breaks::kept)) {
        if (c == '\n')
            to += "<br>";
        else if (c == '<')
            to += "&lt;";
        else if (c == '&')
            to += "&amp;";
        else {
            if (marks.find(c) != std::string_view::npos) to += '\\';
            to += c;
        }
    }
}

class MarkdownSink : public Sink {
public:
    MarkdownSink(const WriteOptions& options, std::ostream& out) : block_(out) {
        if (!options.paper || options.paper->title.empty()) return;
        add_title("# ", options.paper->title);
        level_ = "## ";
    }

    void begin(const Heading& heading, const std::vector<Column>& columns) override {
        if (std::exchange(begun_, true)) {
            add_notes();
            block_.text() += '\n';
        }
        columns_ = columns;
        notes_ = heading.notes;
        std::string& to = block_.text();
        add_title(level_, heading.title);
        to += '|';
        for (const auto& column : columns_) {
            to += ' ';
            append_as_markdown(to, column.label);
            to += " |";
        }
        to += "\n|";
        for (const auto& column : columns_) to += column.numeric() ? " ---: |" : " --- |";
        to += '\n';
    }

    void row(std::span<const Cell> cells) override {
        check_row(columns_, cells);
        std::string& to = block_.text();
        to += '|';
        for (std::size_t i = 0; i < cells.size(); ++i) {
            to += ' ';
            if (const auto* text = std::get_if<std::string>(&cells[i]))
                append_as_markdown(to, *text);
            else
                append_shown(to, columns_[i].type, cells[i]);
            to += " |";
        }
        to += '\n';
        block_.flush_if_full();
    }

    void end() override {
        add_notes();
        block_.finish();
    }

private:
    void add_title(std::string_view mark, const std::string& title) {
        if (title.empty()) return;
        block_.text() += mark;
        append_as_markdown(block_.text(), title);
        block_.text() += "\n\n";
    }

    void add_notes() {
        for (const auto& note : notes_) {
            block_.text() += '\n';
            append_as_markdown(block_.text(), note);
            block_.text() += '\n';
        }
    }

    std::string_view level_ = "# ";
    bool begun_ = false;
    BlockWriter block_;
    std::vector<Column> columns_;
    std::vector<std::string> notes_;
};

}  // namespace

std::unique_ptr<Sink> make_markdown_sink(const WriteOptions& options, std::ostream& out) {
    return std::make_unique<MarkdownSink>(options, out);
}

}  // namespace cpcc::files
