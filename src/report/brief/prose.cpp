#include "brief/prose.hpp"

#include "cpcc/base/text.hpp"
#include "cpcc/report/brief.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace cpcc::report {

namespace {

constexpr std::string_view paragraph_mark = "\f";

bool is_heading(std::string_view line) { return line.starts_with('#'); }
bool is_row(std::string_view line) { return line.starts_with('|'); }
bool is_item(std::string_view line) {
    const auto digits = std::min(line.find_first_not_of("0123456789"), line.size());
    return line.starts_with("- ") || line.starts_with("* ") || line.starts_with("+ ") || line.starts_with("> ") ||
           (digits > 0 && line.substr(digits).starts_with(". "));
}

bool begins_wide(std::string_view text) { return cut_to_width(text, 1).empty(); }
bool ends_wide(std::string_view text) {
    std::size_t last = text.size() - 1;
    while (last > 0 && (static_cast<unsigned char>(text[last]) & 0xC0) == 0x80) --last;
    return display_width(text.substr(last)) == 2;
}

// Returns the line without its indentation. Keeps ideographic spaces, with which offices indent paragraphs.
std::string_view unindented(std::string_view line) {
    constexpr std::string_view blanks = " \t\r";
    const auto first = line.find_first_not_of(blanks);
    return first == std::string_view::npos ? std::string_view()
                                           : line.substr(first, line.find_last_not_of(blanks) - first + 1);
}

void continue_line(std::string& line, std::string_view more) {
    if (!ends_wide(line) && !begins_wide(more)) line += ' ';
    line += more;
}

// Removes commas directly before another mark: 个、。 → 个。
std::string without_idle_commas(std::string text) {
    constexpr std::array<std::string_view, 4> commas{"、", "，", "；", ", "};
    constexpr std::array<std::string_view, 8> marks{"、", "，", "；", "。", ",", ";", ".", "）"};
    for (std::size_t at = 0; at < text.size();) {
        const std::string_view rest = std::string_view(text).substr(at);
        const auto comma =
            std::find_if(commas.begin(), commas.end(), [&](std::string_view c) { return rest.starts_with(c); });
        const bool idle = comma != commas.end() && std::any_of(marks.begin(), marks.end(), [&](std::string_view m) {
                              return rest.substr(comma->size()).starts_with(m);
                          });
        if (idle)
            text.erase(at, comma->size());
        else
            ++at;
    }
    return text;
}

}  // namespace

std::string mark_paragraphs(std::string_view text) {
    std::string marked;
    for (const std::string_view line : split(text, "\n")) {
        marked += trim(line).empty() ? paragraph_mark : line;
        marked += '\n';
    }
    return marked;
}

std::string compose(std::string_view filled) {
    std::vector<std::string> lines;  // "": between paragraphs
    bool apart = true;               // the next line cannot continue the last one
    for (const std::string_view raw : split(filled, "\n")) {
        const std::string_view line = unindented(raw);
        if (line == paragraph_mark) {
            if (!lines.empty() && !lines.back().empty()) lines.emplace_back();
            apart = true;
        } else if (!line.empty()) {
            const bool own = is_heading(line) || is_row(line) || is_item(line);
            if (apart || own)
                lines.emplace_back(is_item(line)
                                       ? raw.substr(0, static_cast<std::size_t>(line.data() + line.size() - raw.data()))
                                       : line);
            else
                continue_line(lines.back(), line);
            apart = is_heading(line) || is_row(line);
        }
    }
    while (!lines.empty() && lines.back().empty()) lines.pop_back();
    std::string text;
    for (const std::string& line : lines) text += without_idle_commas(line) + '\n';
    return text;
}

namespace {

using files::Paragraph;

Paragraph::Style style_of(std::string_view line) {
    switch (std::min(line.find_first_not_of('#'), line.size())) {
        case 0: return Paragraph::Style::body;
        case 1: return Paragraph::Style::title;
        case 2: return Paragraph::Style::heading;
        default: return Paragraph::Style::subheading;
    }
}

// Returns the line as runs: each `**` turns bold on or off.
std::vector<files::Run> runs_of(std::string_view line) {
    std::vector<files::Run> runs;
    bool bold = false;
    for (const std::string_view part : split(line, "**")) {
        if (!part.empty()) runs.push_back({std::string(part), bold});
        bold = !bold;
    }
    return runs;
}

bool is_signature(const Paragraph& paragraph) {
    constexpr int short_line = 44;  // a line of 3 号 has 56 half characters, four of them stay free
    constexpr std::array<std::string_view, 10> ends{"。", "！", "？", "；", "：", ".", "!", "?", ";", ":"};
    if (paragraph.style != Paragraph::Style::body || paragraph.runs.size() != 1) return false;
    const std::string_view text = paragraph.runs.front().text;
    return !is_row(text) && !is_item(text) && display_width(text) <= short_line &&
           std::none_of(ends.begin(), ends.end(), [&](std::string_view end) { return text.ends_with(end); });
}

}  // namespace

files::Document document(std::string_view markdown) {
    files::Document document;
    for (const std::string_view line : split(markdown, "\n")) {
        if (line.empty()) continue;
        const auto marks = std::min(line.find_first_not_of('#'), line.size());
        document.paragraphs.push_back({style_of(line), runs_of(marks > 0 ? unindented(line.substr(marks)) : line)});
    }
    for (auto last = document.paragraphs.rbegin(); last != document.paragraphs.rend() && is_signature(*last); ++last)
        last->style = Paragraph::Style::signature;
    return document;
}

std::string plain_text(std::string_view markdown) {
    std::string plain;
    for (std::string_view line : split(markdown, "\n")) {
        if (is_heading(line)) line = unindented(line.substr(std::min(line.find_first_not_of('#'), line.size())));
        std::string text(line);
        for (std::size_t at = text.find("**"); at != std::string::npos; at = text.find("**", at)) text.erase(at, 2);
        plain += text + '\n';
    }
    plain.pop_back();  // split() returns an empty line after the last line break
    return plain;
}

}  // namespace cpcc::report
