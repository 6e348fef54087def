// Tables as columns and rows, and the interface of the writers. Knows no record kind.
#pragma once

#include "cpcc/files/cell.hpp"
#include "cpcc/files/chart.hpp"

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace cpcc::files {

struct Column {
    std::string id;     // the header in CSV, the key in JSON
    std::string label;  // the header for people, in the language of the process
    CellType type = CellType::text;
    std::string theme = {};  // what the column is about, by which a wide table is split; empty: it names the row
    bool change = false;     // a difference: on a page with its sign
    bool numeric() const { return type != CellType::text && type != CellType::date && type != CellType::any; }
};

// How the tables of one page lead to one another. Other formats leave it out.
struct PageLinks {
    std::string anchor;                                                   // of the table
    std::map<std::size_t, std::string> rows;                              // anchors of rows, by their position
    std::map<std::pair<std::size_t, std::string>, std::string> leads_to;  // row and id of a column → an anchor
};

// What stands around a table: the title above it, the notes below it, and charts of it. CSV and JSON omit all.
struct Heading {
    std::string title;
    std::vector<std::string> notes;
    std::vector<Chart> charts = {};
    enum class Form { table, cards };  // cards: on a page each row is a large figure, its second cell
    Form form = Form::table;
    PageLinks links = {};
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
// columns that name the rows; the first has the charts, the last the notes.
std::vector<Table> split_by_theme(const Table&);

}  // namespace cpcc::files
