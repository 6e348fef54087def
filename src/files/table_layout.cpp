#include "table_layout.hpp"

#include <algorithm>
#include <numeric>

namespace cpcc::files {

namespace {

int sum_of(const std::vector<int>& widths) { return std::accumulate(widths.begin(), widths.end(), 0); }

// Stretches or narrows the columns in proportion to fill the page.
void fill(ColumnSet& set, int page) {
    const int total = std::max(1, sum_of(set.widths));
    for (int& width : set.widths) width = static_cast<int>(static_cast<long long>(width) * page / total);
    if (!set.widths.empty()) set.widths.back() += page - sum_of(set.widths);
}

}  // namespace

bool holds_figures(const Column& column) noexcept { return column.numeric() || column.type == CellType::any; }

std::size_t heads_of(const std::vector<Column>& columns) {
    constexpr std::size_t heads_at_most = 3;
    const auto figure =
        std::find_if(columns.begin(), columns.end(), [](const Column& column) { return holds_figures(column); });
    const auto before = static_cast<std::size_t>(figure - columns.begin());
    return std::min({before, heads_at_most, columns.size() - std::min<std::size_t>(1, columns.size())});
}

std::vector<ColumnSet> column_sets(const std::vector<int>& widths, std::size_t heads, int page) {
    ColumnSet empty;
    for (std::size_t i = 0; i < heads; ++i) {
        empty.columns.push_back(i);
        empty.widths.push_back(std::min(widths[i], page / static_cast<int>(2 * heads)));  // at most half the page
    }
    std::vector<ColumnSet> sets{empty};
    for (std::size_t i = heads; i < widths.size(); ++i) {
        if (sets.back().columns.size() > heads && sum_of(sets.back().widths) + widths[i] > page) sets.push_back(empty);
        sets.back().columns.push_back(i);
        sets.back().widths.push_back(std::min(widths[i], page));
    }
    for (ColumnSet& set : sets) fill(set, page);
    return sets;
}

}  // namespace cpcc::files
