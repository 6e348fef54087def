#include "framework/complaint.hpp"

#include "cpcc/base/printable.hpp"
#include "cpcc/files/format.hpp"
#include "framework/conventions.hpp"

#include <algorithm>
#include <ostream>
#include <utility>

namespace cpcc::cli {

namespace {

std::string_view id_of(Exit exit) {
    const auto all = exit_codes();
    return std::find_if(all.begin(), all.end(), [&](const ExitCode& one) { return one.code == exit; })->id;
}

// Returns whether this is `--option` or `file:12`.
bool is_place(std::string_view text) {
    if (text.starts_with("--")) return text.find(' ') == std::string_view::npos;
    const auto line = text.rfind(':');
    return line != std::string_view::npos && line + 1 < text.size() &&
           text.find_first_not_of("0123456789", line + 1) == std::string_view::npos;
}

// Returns the place at the start of a message, which may be empty, and the rest.
std::pair<std::string, std::string> without_place(const std::string& message) {
    for (const std::string_view sign : {"：", ": "})
        if (const auto at = message.find(sign);
            at != std::string::npos && is_place(std::string_view(message).substr(0, at)))
            return {message.substr(0, at), message.substr(at + sign.size())};
    return {"", message};
}

void print_json(std::ostream& err, Exit exit, const std::string& message, const std::string& hint) {
    const auto [place, what] = without_place(message);
    files::Table table{{},
                       {{"code", "", files::CellType::text},
                        {"exit", "", files::CellType::integer},
                        {"place", "", files::CellType::text},
                        {"message", "", files::CellType::text},
                        {"hint", "", files::CellType::text}},
                       {}};
    table.rows.push_back({std::string(id_of(exit)), static_cast<std::int64_t>(exit),
                          files::text_cell(message_line(place)), message_line(what),
                          files::text_cell(message_line(hint))});
    files::WriteOptions options;
    options.format = files::Format::jsonl;
    table.write_to(*files::make_sink(options, err));
}

}  // namespace

ErrorForm error_form(std::string_view name) {
    if (name == "text") return ErrorForm::text;
    if (name == "json") return ErrorForm::json;
    throw Error(Exit::usage, say(Words{"--errors 不能为“{}”", "--errors cannot be \"{}\""}, name),
                say(Words{"可选值：text、json", "use text or json"}));
}

void complain(std::ostream& err, ErrorForm form, Exit exit, const std::string& message, const std::string& hint) {
    if (form == ErrorForm::json) return print_json(err, exit, message, hint);
    err << message_line("cpcc: " + message);
    if (!hint.empty()) err << say(Words{"；", "; "}) << message_line(hint);
    err << '\n';
}

}  // namespace cpcc::cli
