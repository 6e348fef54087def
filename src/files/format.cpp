#include "writers.hpp"

#include "cpcc/base/error.hpp"

#include <algorithm>
#include <array>
#include <cerrno>

namespace cpcc::files {

namespace {

struct NamedFormat {
    std::string_view name;
    Format format;
};

constexpr std::array<NamedFormat, 6> format_names{{{"table", Format::table},
                                      {"csv", Format::csv},
                                      {"json", Format::json},
                                      {"md", Format::md},
                                      {"html", Format::html},
                                      {"xlsx", Format::xlsx}}};

constexpr std::array<NamedFormat, 8> endings{{{"txt", Format::table},
                                        {"csv", Format::csv},
                                        {"json", Format::json},
                                        {"md", Format::md},
                                        {"markdown", Format::md},
                                        {"html", Format::html},
                                        {"htm", Format::html},
                                        {"xlsx", Format::xlsx}}};

std::optional<Format> find_in(std::span<const NamedFormat> list, std::string_view name) {
    const auto found = std::find_if(list.begin(), list.end(), [&](const NamedFormat& each) { return each.name == name; });
    if (found == list.end()) return std::nullopt;
    return found->format;
}

}  // namespace

std::optional<Format> format_of_name(std::string_view name) { return find_in(format_names, name); }

std::optional<Format> format_of_file(std::string_view path) {
    const auto name = path.substr(path.rfind('/') + 1);   // npos + 1 is 0: the whole
    const auto dot = name.rfind('.');
    if (dot == std::string_view::npos || dot == 0) return std::nullopt;
    std::string ending(name.substr(dot + 1));
    std::transform(ending.begin(), ending.end(), ending.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return find_in(endings, ending);
}

std::unique_ptr<Sink> make_sink(const WriteOptions& options, std::ostream& out) {
    switch (options.format) {
        case Format::table: return make_terminal_sink(options, out);
        case Format::csv: return make_csv_sink(options, out);
        case Format::json: return make_json_sink(out);
        case Format::md: return make_markdown_sink(out);
        case Format::html: return make_html_sink(out);
        case Format::xlsx: return make_xlsx_sink(out);
    }
    return nullptr;
}

void fail_stream() {
    const int cause = errno;
    const Words hint{"请检查磁盘空间和权限后重试", "check the disk space and permissions, then try again"};
    if (cause == 0) throw Error(Exit::failed, say(Words{"无法输出结果", "cannot write the output"}), hint.str());
    const std::string message = say(Words{"无法输出结果：{}", "cannot write the output: {}"}, system_message(cause));
    if (cause == EPIPE) throw NobodyReads(Exit::failed, message, hint.str());
    throw Error(Exit::failed, message, hint.str());
}

void BlockWriter::flush() {
    std::string_view bytes = text_;
    if (encoder_) {
        encoded_.clear();
        encoder_->append(text_, encoded_);
        bytes = encoded_;
    }
    errno = 0;
    out_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!out_) fail_stream();
    text_.clear();
}

void BlockWriter::finish() {
    flush();
    errno = 0;
    out_.flush();
    if (!out_) fail_stream();
}

}  // namespace cpcc::files
