#include "framework/markdown.hpp"

#include "cpcc/base/line_break.hpp"
#include "cpcc/base/text.hpp"

#include <algorithm>

namespace cpcc::cli {

namespace {

bool is_wide_start(std::string_view text) { return !text.empty() && static_cast<unsigned char>(text.front()) >= 0x80; }
bool is_wide_end(std::string_view text) { return !text.empty() && static_cast<unsigned char>(text.back()) >= 0x80; }

// Appends a line to its paragraph, without a blank between Chinese characters.
void append_line(std::string& paragraph, std::string_view line) {
    if (!paragraph.empty() && !is_wide_end(paragraph) && !is_wide_start(line)) paragraph += ' ';
    paragraph += line;
}

bool continues(const std::vector<Block>& blocks, bool after_blank) {
    return !blocks.empty() && !after_blank &&
           (blocks.back().kind == Block::Kind::paragraph || blocks.back().kind == Block::Kind::definition);
}

void read_line(std::vector<Block>& blocks, std::string_view line, bool after_blank) {
    using enum Block::Kind;
    if (line.starts_with("    ")) {
        if (blocks.empty() || blocks.back().kind != literal)
            blocks.push_back({literal, ""});
        else if (after_blank)
            blocks.back().text += '\n';
        blocks.back().text += std::string(line.substr(4)) + "\n";
    } else if (line.starts_with("## ")) {
        blocks.push_back({heading, std::string(line.substr(3))});
    } else if (line.starts_with(": ") && continues(blocks, after_blank)) {
        Block& last = blocks.back();
        last = {definition, std::string(line.substr(2)), last.text};
    } else if (continues(blocks, after_blank)) {
        append_line(blocks.back().text, trim(line));
    } else {
        blocks.push_back({paragraph, std::string(line)});
    }
}

std::string without_marks(std::string text) {
    text.erase(std::remove(text.begin(), text.end(), '`'), text.end());
    return text;
}

std::string wrapped(std::string_view text, int width, int indent) {
    const std::string margin(static_cast<std::size_t>(indent), ' ');
    std::string all;
    for (const std::string& line : wrapped_lines(text, width - indent)) all += margin + line + '\n';
    return all;
}

std::string plain_literal(std::string_view text) {
    std::string all;
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        all += line.empty() ? "\n" : "    " + std::string(line) + "\n";
        text.remove_prefix(std::min(line.size() + 1, text.size()));
    }
    return all;
}

}  // namespace

std::vector<Block> parse_markdown(std::string_view text) {
    std::vector<Block> blocks;
    bool after_blank = true;
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        if (!trim(line).empty()) read_line(blocks, line, after_blank);
        after_blank = trim(line).empty();
    }
    return blocks;
}

std::string plain_text_of(const std::vector<Block>& blocks, int width) {
    std::string all;
    const Block* before = nullptr;
    for (const Block& block : blocks) {
        const bool list = before && before->kind == Block::Kind::definition && block.kind == Block::Kind::definition;
        if (before && !list) all += '\n';
        switch (block.kind) {
            case Block::Kind::heading: all += without_marks(block.text) + "\n"; break;
            case Block::Kind::paragraph: all += wrapped(without_marks(block.text), width, 0); break;
            case Block::Kind::definition:
                all += without_marks(block.term) + "\n" + wrapped(without_marks(block.text), width, 4);
                break;
            case Block::Kind::literal: all += plain_literal(block.text); break;
        }
        before = &block;
    }
    return all;
}

}  // namespace cpcc::cli
