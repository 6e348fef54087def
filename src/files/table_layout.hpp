// How a table fits on paper.
#pragma once

#include "cpcc/files/table.hpp"

#include <cstddef>
#include <vector>

namespace cpcc::files {

// Returns whether a column holds figures, of one type or of several.
bool holds_figures(const Column&) noexcept;

// Returns how many columns name a row: those before the first figure, three at most.
std::size_t heads_of(const std::vector<Column>&);

// Part of a table's columns, with the width of each. A wide table is printed as several of them, one below the other.
struct ColumnSet {
    std::vector<std::size_t> columns;
    std::vector<int> widths;  // their sum is the width of the page
};

// Distributes columns over as few sets as fit `page`, in their order. Each set begins with the first `heads` columns,
// which name its rows. Widths have any one unit; columns that do not fit even alone are narrowed, so that no column is
// lost.
std::vector<ColumnSet> column_sets(const std::vector<int>& widths, std::size_t heads, int page);

}  // namespace cpcc::files
