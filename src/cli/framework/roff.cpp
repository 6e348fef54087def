#include "framework/roff.hpp"

#include "cpcc/base/words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cpcc::cli {

namespace {

std::string_view escape_of(char c) {
    switch (c) {
        case '\\': return "\\e";
        case '-': return "\\-";
        case '\'': return "\\(aq";
        case '^': return "\\(ha";
        case '~': return "\\(ti";
        default: return {};
    }
}

// Escapes a text; `code` becomes bold.
std::string escaped(std::string_view text) {
    std::string all;
    bool bold = false;
    for (const char c : text) {
        if (c == '`') {
            all += bold ? "\\fR" : "\\fB";
            bold = !bold;
        } else if (const std::string_view escape = escape_of(c); !escape.empty()) {
            all += escape;
        } else {
            all += c;
        }
    }
    return all;
}

// Protects a line that begins with a dot from being read as a request.
std::string line_of(std::string_view text) { return (text.starts_with('.') ? "\\&" : "") + std::string(text) + "\n"; }

std::string as_argument(std::string_view text) {
    std::string all = escaped(text);
    for (auto at = all.find('"'); at != std::string::npos; at = all.find('"', at + 4)) all.replace(at, 1, "\\(dq");
    return "\"" + all + "\"";
}

bool ends_sentence(std::string_view word) { return word.ends_with('.') || word.ends_with(".)") || word.ends_with('?'); }

}  // namespace

RoffPage::RoffPage(std::string_view name, int section) {
    std::string upper(name);
    std::transform(upper.begin(), upper.end(), upper.begin(),
                   [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    text_ = "'\\\" -*- coding: UTF-8 -*-\n";
    if (language() == Language::zh) text_ += ".mso zh.tmac\n.ad l\n";
    const std::string volume =
        section == 5 ? say(Words{"文件格式", "File Formats"}) : say(Words{"用户命令", "User Commands"});
    text_ += fmt::format(".TH {} {} {} \"cpcc {}\" \"{}\"\n", as_argument(upper), section, CPCC_VERSION_DATE,
                         CPCC_VERSION, volume);
}

void RoffPage::section(std::string_view title) { text_ += ".SH " + as_argument(title) + "\n"; }
void RoffPage::subsection(std::string_view title) { text_ += ".SS " + as_argument(title) + "\n"; }

bool RoffPage::below_heading() const {
    const auto line = text_.rfind('\n', text_.size() - 2) + 1;
    return text_.compare(line, 4, ".SH ") == 0 || text_.compare(line, 4, ".SS ") == 0;
}

void RoffPage::paragraph(std::string_view text) {
    if (!below_heading()) text_ += ".PP\n";
    filled(text);
}

void RoffPage::definition(std::string_view term, std::string_view text) {
    const bool plain = term.find('`') == std::string_view::npos;
    text_ += ".TP\n" + line_of(plain ? "\\fB" + escaped(term) + "\\fR" : escaped(term));
    filled(text);
}

void RoffPage::literal(std::string_view lines) {
    text_ += below_heading() ? ".nf\n" : ".PP\n.nf\n";
    while (!lines.empty()) {
        const std::string_view line = lines.substr(0, lines.find('\n'));
        text_ += line.empty() ? ".sp\n" : line_of(escaped(line));
        lines.remove_prefix(std::min(line.size() + 1, lines.size()));
    }
    text_ += ".fi\n";
}

// Breaks lines after sentences and at the width limit. Never breaks inside Chinese, where a newline would become a
// blank.
void RoffPage::filled(std::string_view text) {
    constexpr std::size_t longest = 76;
    std::string line;
    for (const std::string all = escaped(text); const char c : all + " ") {
        if (c != ' ') {
            line += c;
            continue;
        }
        if (language() == Language::en && (line.size() >= longest || ends_sentence(line))) {
            text_ += line_of(line);
            line.clear();
        } else if (!line.empty()) {
            line += ' ';
        }
    }
    if (line.ends_with(' ')) line.pop_back();
    if (!line.empty()) text_ += line_of(line);
}

void RoffPage::blocks(const std::vector<Block>& all) {
    for (const Block& block : all) switch (block.kind) {
            case Block::Kind::heading: subsection(block.text); break;
            case Block::Kind::paragraph: paragraph(block.text); break;
            case Block::Kind::definition: definition(block.term, block.text); break;
            case Block::Kind::literal: literal(block.text); break;
        }
}

}  // namespace cpcc::cli
