#include "exchange/packed.hpp"

namespace cpcc::store {

namespace {

void append(std::string& to, const Cells& cells) {
    for (const std::string& cell : cells) {
        if (&cell != &cells.front()) to += '\t';
        for (const char c : cell) {
            if (c == '\t' || c == '\n' || c == '\\') to += '\\';
            to += c == '\t' ? 't' : c == '\n' ? 'n' : c;
        }
    }
    to += '\n';
}

}  // namespace

std::string packed(const Cells& header, const std::vector<Cells>& rows) {
    std::string text;
    append(text, header);
    for (const Cells& row : rows) append(text, row);
    return text;
}

std::pair<Cells, std::vector<Cells>> unpacked(std::string_view text) {
    std::vector<Cells> rows(1, Cells(1));
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\t') {
            rows.back().emplace_back();
        } else if (text[i] == '\n') {
            rows.emplace_back(1);
        } else if (text[i] == '\\' && i + 1 < text.size()) {
            ++i;
            rows.back().back() += text[i] == 't' ? '\t' : text[i] == 'n' ? '\n' : text[i];
        } else {
            rows.back().back() += text[i];
        }
    }
    rows.pop_back();  // each row ends with a line feed
    Cells header = rows.empty() ? Cells() : std::move(rows.front());
    if (!rows.empty()) rows.erase(rows.begin());
    return {std::move(header), std::move(rows)};
}

}  // namespace cpcc::store
