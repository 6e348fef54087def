#include "xlsx/merged_cells.hpp"

#include <algorithm>

namespace cpcc::files {

namespace {

constexpr int most_columns = 16384;  // XFD
constexpr int most_rows = 1048576;
constexpr std::string_view element = "mergeCell ";

// Returns the value of the attribute `ref` in the text of an element.
std::string_view reference_in(std::string_view attributes) {
    const auto name = attributes.find("ref=");
    if (name == std::string_view::npos || name + 5 > attributes.size()) return {};
    const char quote = attributes[name + 4];
    const auto value = attributes.substr(name + 5);
    return value.substr(0, value.find(quote));
}

void add_merged(std::string_view reference, std::vector<MergedCells>& to) {
    const auto colon = reference.find(':');
    if (colon == std::string_view::npos) return;
    const CellPlace first = place_of(reference.substr(0, colon)), last = place_of(reference.substr(colon + 1));
    if (first.row >= 0 && last.row > first.row) to.push_back({first.column, first.row, last.row});
}

}  // namespace

CellPlace place_of(std::string_view reference) noexcept {
    CellPlace place{0, 0};
    std::size_t i = 0;
    for (; i < reference.size() && place.column <= most_columns; ++i) {
        const char c = reference[i];
        const int letter = c >= 'A' && c <= 'Z' ? c - 'A' : c >= 'a' && c <= 'z' ? c - 'a' : -1;
        if (letter < 0) break;
        place.column = place.column * 26 + letter + 1;
    }
    for (; i < reference.size() && reference[i] >= '0' && reference[i] <= '9' && place.row <= most_rows; ++i)
        place.row = place.row * 10 + (reference[i] - '0');
    --place.column;
    --place.row;
    return place;
}

std::vector<MergedCells> read_merged_cells(const Package& package, const std::string& part) {
    constexpr std::size_t block = std::size_t{64} * 1024, longest = 256;
    std::vector<MergedCells> merged;
    Part stream(package, part);
    std::string text;
    for (std::size_t kept = 0;;) {
        text.resize(kept + block);
        const std::size_t got = stream.read(text.data() + kept, block);
        text.resize(kept + got);
        std::size_t done = text.size() - std::min(text.size(), element.size() - 1);
        for (auto at = text.find(element); at != std::string::npos; at = text.find(element, at + 1)) {
            const auto end = text.find('>', at);
            if (end == std::string::npos && got > 0 && text.size() - at < longest) {
                done = at;  // its end comes with the next block
                break;
            }
            add_merged(reference_in(std::string_view(text).substr(at, end - at)), merged);
            done = std::max(done, at + 1);
        }
        if (got == 0) break;
        text.erase(0, done);
        kept = text.size();
    }
    std::stable_sort(merged.begin(), merged.end(),
                     [](const MergedCells& a, const MergedCells& b) { return a.first_row < b.first_row; });
    return merged;
}

}  // namespace cpcc::files
