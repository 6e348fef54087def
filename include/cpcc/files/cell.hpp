// What a table or a chart holds: numbers with their type, and texts. Knows no record kind.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace cpcc::files {

// The type of a column's cells. Integers hold `money` and `wan` in fen, `date` as yyyymmdd, `mean` in tenths, and
// `share` and `decimal` in ten-thousandths. `money` is shown in yuan, `wan` to people in 万元 with two decimals; its
// head says so. A decimal is shown without trailing zeros. In a column of `any`, each cell has a type of its own.
enum class CellType { text, integer, money, wan, share, decimal, mean, date, any };

// A number with a type of its own, for columns of `any`.
struct Figure {
    std::int64_t value = 0;
    CellType type = CellType::integer;
    bool operator==(const Figure&) const = default;
};

// Doubles and figures occur only in columns of `any`.
using Cell = std::variant<std::monostate, std::int64_t, std::string, double, Figure>;

// Returns a cell with the text, or an empty cell for an empty text.
inline Cell text_cell(std::string text) { return text.empty() ? Cell{} : Cell{std::move(text)}; }

// Sets a cell to a text. Reuses the memory of its string, because callers fill the same row many times.
inline void put_text(Cell& cell, std::string_view text) {
    if (auto* held = std::get_if<std::string>(&cell))
        held->assign(text);
    else
        cell.emplace<std::string>(text);
}

}  // namespace cpcc::files
