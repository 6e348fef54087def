// Tables as columns and rows, and the interface of the writers. Knows no record kind.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace cpcc::files {

// The type of a column's cells. Integers hold `money` in fen, `date` as yyyymmdd, `mean` in tenths, and
// `share` and `decimal` in ten-thousandths. A decimal is shown without trailing zeros. In a column of `any`, each cell
// has a type of its own.
enum class CellType { text, integer, money, share, decimal, mean, date, any };

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

struct Column {
    std::string id;     // the header in CSV, the key in JSON
    std::string label;  // the header for people, in the language of the process
    CellType type = CellType::text;
    std::string theme = {};  // what the column is about, by which a wide table is split; empty: it names the row
    bool numeric() const { return type != CellType::text && type != CellType::date && type != CellType::any; }
};

// The title above a table and the notes below it. CSV and JSON omit both.
struct Heading {
    std::string title;
    std::vector<std::string> notes;
};

// Writes tables row by row, so that a streaming writer holds none of their rows. Call `begin` for each table and `row`
// for each of its rows, then `end` once. Formats that programs read take one table.
class Sink {
public:
    virtual ~Sink() = default;
    virtual void begin(const Heading&, const std::vector<Column>&) = 0;
    virtual void row(std::span<const Cell>) = 0;  // as many cells as columns
    virtual void end() = 0;
};

struct Table {
    Heading heading;
    std::vector<Column> columns;
    std::vector<std::vector<Cell>> rows;

    void write_to(Sink&) const;  // calls `begin`, `row` for each row, and `end`
    void put_into(Sink&) const;  // the same without `end`: more tables may follow
};

// Returns the table as one for each theme, in the order of their first columns, titled by the theme. Each repeats the
// columns that name the rows; the last has the notes.
std::vector<Table> split_by_theme(const Table&);

}  // namespace cpcc::files
