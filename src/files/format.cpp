// The table of output formats. A format is one writer file and one row here; only this file declares the functions that
// make writers.
#include "cpcc/files/format.hpp"
#include "cpcc/base/ascii.hpp"

#include "cpcc/base/bad_record.hpp"
#include "cpcc/base/printable.hpp"
#include "cpcc/base/text.hpp"

#include <algorithm>
#include <initializer_list>
#include <span>
#include <stdexcept>
#include <utility>

namespace cpcc::files {

std::unique_ptr<Sink> make_csv_sink(const WriteOptions&, std::ostream&);
std::unique_ptr<Sink> make_docx_sink(const WriteOptions&, std::ostream&);
std::unique_ptr<Sink> make_html_sink(const WriteOptions&, std::ostream&);
std::unique_ptr<Sink> make_ics_sink(const WriteOptions&, std::ostream&);
std::unique_ptr<Sink> make_json_sink(const WriteOptions&, std::ostream&);
std::unique_ptr<Sink> make_json_lines_sink(const WriteOptions&, std::ostream&);
std::unique_ptr<Sink> make_markdown_sink(const WriteOptions&, std::ostream&);
std::unique_ptr<Sink> make_terminal_sink(const WriteOptions&, std::ostream&);
std::unique_ptr<Sink> make_tsv_sink(const WriteOptions&, std::ostream&);
std::unique_ptr<Sink> make_xlsx_sink(const WriteOptions&, std::ostream&);

namespace {

enum class Audience { programs, people };

struct FormatRow {
    Format format;
    std::string_view name;
    std::initializer_list<std::string_view> extensions;
    Audience audience;
    std::unique_ptr<Sink> (*make)(const WriteOptions&, std::ostream&);
};

const FormatRow rows[]{
    {Format::table, "table", {"txt"}, Audience::people, make_terminal_sink},
    {Format::csv, "csv", {"csv"}, Audience::programs, make_csv_sink},
    {Format::tsv, "tsv", {"tsv"}, Audience::programs, make_tsv_sink},
    {Format::json, "json", {"json"}, Audience::programs, make_json_sink},
    {Format::jsonl, "jsonl", {"jsonl", "ndjson"}, Audience::programs, make_json_lines_sink},
    {Format::md, "md", {"md", "markdown"}, Audience::people, make_markdown_sink},
    {Format::html, "html", {"html", "htm"}, Audience::people, make_html_sink},
    {Format::xlsx, "xlsx", {"xlsx"}, Audience::people, make_xlsx_sink},
    {Format::docx, "docx", {"docx"}, Audience::people, make_docx_sink},
    {Format::ics, "ics", {"ics"}, Audience::people, make_ics_sink},
};

template <class Fits>
const FormatRow* find_row(Fits fits) {
    const auto found = std::find_if(std::begin(rows), std::end(rows), fits);
    return found == std::end(rows) ? nullptr : found;
}

const FormatRow& row_of(Format format) {
    return *find_row([&](const FormatRow& row) { return row.format == format; });
}

// Passes tables on, and refuses text that is not UTF-8: a reader could not import or open it. Only a database that
// another program changed has any.
class CheckedSink : public Sink {
public:
    CheckedSink(std::unique_ptr<Sink> to, Audience audience) : to_(std::move(to)), audience_(audience) {}
    void begin(const Heading& heading, const std::vector<Column>& columns) override {
        if (std::exchange(begun_, true) && audience_ == Audience::programs)
            throw std::logic_error("files: this format takes one table");
        to_->begin(heading, columns);
    }
    void row(std::span<const Cell> cells) override {
        for (const Cell& cell : cells)
            if (const auto* text = std::get_if<std::string>(&cell); text && !is_utf8(*text))
                throw bad_record(
                    say(Words{"数据库中的文本“{}”不是 UTF-8 编码", "the text \"{}\" in the database is not UTF-8"},
                        printable(*text)));
        to_->row(cells);
    }
    void end() override { to_->end(); }

private:
    std::unique_ptr<Sink> to_;
    Audience audience_;
    bool begun_ = false;
};

std::optional<Format> format_of(const FormatRow* row) { return row ? std::optional(row->format) : std::nullopt; }

}  // namespace

std::vector<std::string> format_names() {
    std::vector<std::string> names;
    for (const FormatRow& row : rows) names.emplace_back(row.name);
    return names;
}

std::vector<std::string> format_extensions() {
    std::vector<std::string> extensions;
    for (const FormatRow& row : rows) extensions.push_back(extension_of(row.format));
    return extensions;
}

std::string extension_of(Format format) { return "." + std::string(*row_of(format).extensions.begin()); }

std::optional<Format> format_of_name(std::string_view name) {
    return format_of(find_row([&](const FormatRow& row) { return row.name == name; }));
}

std::optional<Format> format_of_file(std::string_view path) {
    const auto name = path.substr(path.rfind('/') + 1);  // npos + 1 is 0: the whole path
    const auto dot = name.rfind('.');
    if (dot == std::string_view::npos || dot == 0) return std::nullopt;
    const std::string extension = lower(name.substr(dot + 1));
    return format_of(find_row([&](const FormatRow& row) {
        return std::find(row.extensions.begin(), row.extensions.end(), extension) != row.extensions.end();
    }));
}

bool is_data(Format format) { return row_of(format).audience == Audience::programs; }

std::unique_ptr<Sink> make_sink(const WriteOptions& options, std::ostream& out) {
    const FormatRow& row = row_of(options.format);
    return std::make_unique<CheckedSink>(row.make(options, out), row.audience);
}

}  // namespace cpcc::files
