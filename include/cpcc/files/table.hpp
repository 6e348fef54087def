// What every reader gives and every writer takes: columns and rows. Knows no record kind.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace cpcc::files {

// How a column's cells are kept and shown. `share` and `decimal` are ten-thousandths (a decimal is shown with as many
// of its four decimals as it needs), `money` is fen, `date` is yyyymmdd; in a column of `any` each cell is what it
// holds.
enum class CellType { text, integer, money, share, decimal, date, any };

using Cell = std::variant<std::monostate, std::int64_t, std::string, double>;  // a double: only where the type is `any`

// An empty text is an empty cell.
inline Cell text_cell(std::string text) { return text.empty() ? Cell{} : Cell{std::move(text)}; }

// Puts a text into a cell, and into the room of the text that it holds where it holds one: rows are filled again and
// again.
inline void put_text(Cell& cell, std::string_view text) {
    if (auto* held = std::get_if<std::string>(&cell))
        held->assign(text);
    else
        cell.emplace<std::string>(text);
}

struct Column {
    std::string id;     // the header of CSV, the key of JSON
    std::string label;  // what a person reads, in the language of the process
    CellType type = CellType::text;
    bool numeric() const { return type != CellType::text && type != CellType::date && type != CellType::any; }
};

// What stands above a table that a person reads, and below it.
struct Heading {
    std::string title;
    std::vector<std::string> notes;
};

// Rows are handed over one by one: a writer that can stream holds none of them.
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

    void write_to(Sink&) const;
};

}  // namespace cpcc::files
