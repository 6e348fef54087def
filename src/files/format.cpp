// The table of output formats. A format is one writer file and one row here; only this file declares the functions that
// make writers.
#include "cpcc/files/format.hpp"

#include "cpcc/base/bad_record.hpp"
#include "cpcc/base/printable.hpp"
#include "cpcc/base/text.hpp"

#include <algorithm>
#include <initializer_list>
#include <span>

namespace cpcc::files {

std::unique_ptr<Sink> make_csv_sink(const WriteOptions&, std::ostream&);
std::unique_ptr<Sink> make_html_sink(const WriteOptions&, std::ostream&);
std::unique_ptr<Sink> make_json_sink(const WriteOptions&, std::ostream&);
std::unique_ptr<Sink> make_markdown_sink(const WriteOptions&, std::ostream&);
std::unique_ptr<Sink> make_terminal_sink(const WriteOptions&, std::ostream&);
std::unique_ptr<Sink> make_xlsx_sink(const WriteOptions&, std::ostream&);

namespace {

struct FormatRow {
    Format format;
    std::string_view name;
    std::initializer_list<std::string_view> extensions;
    std::unique_ptr<Sink> (*make)(const WriteOptions&, std::ostream&);
};

const FormatRow rows[]{
    {Format::table, "table", {"txt"}, make_terminal_sink},   {Format::csv, "csv", {"csv"}, make_csv_sink},
    {Format::json, "json", {"json"}, make_json_sink},        {Format::md, "md", {"md", "markdown"}, make_markdown_sink},
    {Format::html, "html", {"html", "htm"}, make_html_sink}, {Format::xlsx, "xlsx", {"xlsx"}, make_xlsx_sink},
};

template <class Fits>
const FormatRow* find_row(Fits fits) {
    const auto found = std::find_if(std::begin(rows), std::end(rows), fits);
    return found == std::end(rows) ? nullptr : found;
}

// Passes a table on, and refuses text that is not UTF-8: a reader could not import or open it. Only a database that
// another program changed has any.
class Utf8Sink : public Sink {
public:
    explicit Utf8Sink(std::unique_ptr<Sink> to) : to_(std::move(to)) {}
    void begin(const Heading& heading, const std::vector<Column>& columns) override { to_->begin(heading, columns); }
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
    for (const FormatRow& row : rows) extensions.push_back("." + std::string(*row.extensions.begin()));
    return extensions;
}

std::optional<Format> format_of_name(std::string_view name) {
    return format_of(find_row([&](const FormatRow& row) { return row.name == name; }));
}

std::optional<Format> format_of_file(std::string_view path) {
    const auto name = path.substr(path.rfind('/') + 1);  // npos + 1 is 0: the whole path
    const auto dot = name.rfind('.');
    if (dot == std::string_view::npos || dot == 0) return std::nullopt;
    std::string extension(name.substr(dot + 1));
    std::transform(extension.begin(), extension.end(), extension.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return format_of(find_row([&](const FormatRow& row) {
        return std::find(row.extensions.begin(), row.extensions.end(), extension) != row.extensions.end();
    }));
}

std::unique_ptr<Sink> make_sink(const WriteOptions& options, std::ostream& out) {
    const FormatRow* row = find_row([&](const FormatRow& one) { return one.format == options.format; });
    return std::make_unique<Utf8Sink>(row->make(options, out));
}

}  // namespace cpcc::files
