// Writes CSV as RFC 4180 defines it, and the same with tabs in place of commas. Scripts read it, and `cpcc import`
// reads it back (interface.md, Output).
#include "block_writer.hpp"
#include "cells.hpp"
#include "cpcc/files/format.hpp"

#include "cpcc/base/error.hpp"
#include "cpcc/base/spreadsheet.hpp"
#include "cpcc/base/text.hpp"

#include <algorithm>

namespace cpcc::files {

namespace {

bool needs_quotes(std::string_view text, char separator) noexcept {
    return std::any_of(text.begin(), text.end(),
                       [&](char c) { return c == separator || c == '"' || c == '\n' || c == '\r'; });
}

enum class For { programs, spreadsheets };

bool needs_defusing(std::string_view text, For readers) {
    return looks_like_formula(text) || needs_apostrophe(text) ||
           (readers == For::spreadsheets && spreadsheet_alters(text));
}

void append_text(std::string& to, std::string_view text, char separator, For readers = For::programs) {
    const bool defuse = needs_defusing(text, readers);
    if (!needs_quotes(text, separator)) {
        if (defuse) to += '\'';
        to += text;
        return;
    }
    to += '"';
    if (defuse) to += '\'';
    for (std::size_t start = 0;;) {
        const auto quote = text.find('"', start);
        to += text.substr(start, quote - start);
        if (quote == std::string_view::npos) break;
        to += "\"\"";
        start = quote + 1;
    }
    to += '"';
}

class CsvSink : public Sink {
public:
    CsvSink(const WriteOptions& options, char separator, std::ostream& out)
        : block_(out), separator_(separator), excel_(options.excel), line_end_(options.excel ? "\r\n" : "\n") {
        const auto charset = charset_of_name(options.encoding);
        if (!charset || *charset == Charset::utf16le || *charset == Charset::utf16be)
            throw Error(Exit::usage,
                        say(Words{"无法以“{}”编码写入 CSV", "cannot write CSV in encoding \"{}\""}, options.encoding),
                        say(Words{"可选值：utf-8、gb18030、gbk", "use utf-8, gb18030 or gbk"}));
        unicode_ = *charset == Charset::utf8;
        if (!unicode_) block_.encode_as(*charset);
    }

    void begin(const Heading&, const std::vector<Column>& columns) override {
        columns_ = columns;
        // Only for UTF-8: with a BOM of GB18030, a Chinese Excel would not recognize the encoding.
        if (excel_ && unicode_) block_.text() += "\xEF\xBB\xBF";
        for (const auto& column : columns_) {
            if (&column != &columns_.front()) block_.text() += separator_;
            append_text(block_.text(), excel_ ? column.label : column.id, separator_);
        }
        block_.text() += line_end_;
    }

    void row(std::span<const Cell> cells) override {
        check_row(columns_, cells);
        std::string& to = block_.text();
        const std::size_t start = to.size();
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (i > 0) to += separator_;
            if (const auto* text = std::get_if<std::string>(&cells[i]))
                append_text(to, *text, separator_, excel_ ? For::spreadsheets : For::programs);
            else
                append_raw(to, columns_[i].type, cells[i]);
        }
        // The only cell of the row is empty, and readers would skip an empty line.
        if (to.size() == start) to += "\"\"";
        to += line_end_;
        block_.flush_if_full();
    }

    void end() override { block_.finish(); }

private:
    BlockWriter block_;
    char separator_;
    bool excel_;
    bool unicode_ = true;
    std::string_view line_end_;
    std::vector<Column> columns_;
};

}  // namespace

std::unique_ptr<Sink> make_csv_sink(const WriteOptions& options, std::ostream& out) {
    return std::make_unique<CsvSink>(options, ',', out);
}

std::unique_ptr<Sink> make_tsv_sink(const WriteOptions& options, std::ostream& out) {
    return std::make_unique<CsvSink>(options, '\t', out);
}

}  // namespace cpcc::files
