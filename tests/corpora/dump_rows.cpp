// Prints the cells of files as an import reads them, one a line of JSON: file, sheet, line, column from 0, text, and
// what the cell is besides. A file that is refused has one line with the sentence.
#include "cpcc/base/error.hpp"
#include "cpcc/files/format.hpp"
#include "cpcc/files/read.hpp"
#include "cpcc/files/table.hpp"

#include <iostream>

namespace {

using cpcc::files::Cell;

const std::vector<cpcc::files::Column> columns{
    {"file", "", cpcc::files::CellType::text},    {"sheet", "", cpcc::files::CellType::text},
    {"line", "", cpcc::files::CellType::integer}, {"column", "", cpcc::files::CellType::integer},
    {"text", "", cpcc::files::CellType::text},    {"trait", "", cpcc::files::CellType::integer},
    {"held", "", cpcc::files::CellType::text},    {"refused", "", cpcc::files::CellType::text}};

void print_row(const std::string& file, const std::string& sheet, const cpcc::files::Row& row, cpcc::files::Sink& to) {
    for (std::size_t column = 0; column < row.cells.size(); ++column) {
        std::vector<Cell> cells{
            file, sheet, std::int64_t{row.line}, static_cast<std::int64_t>(column), std::string(row.cells[column]), {},
            {},   {}};
        for (const cpcc::files::CellNote& note : row.notes)
            if (note.column == column) {
                cells[5] = std::int64_t{static_cast<int>(note.trait)};
                cells[6] = note.held;
            }
        to.row(cells);
    }
}

constexpr std::size_t most = std::size_t{64} * 1024 * 1024;  // bytes of a sheet

void print_file(const std::string& path, cpcc::files::Sink& to) {
    const auto reader = cpcc::files::open_reader(path, {});
    for (std::size_t sheet = 0; sheet < reader->sheets().size(); ++sheet) {
        reader->select(sheet);
        std::size_t bytes = 0;
        for (cpcc::files::Row row; reader->next(row);) {
            for (const std::string_view cell : row.cells) bytes += cell.size();
            if (bytes > most) throw cpcc::Error(cpcc::Exit::failed, "more text than is compared");
            print_row(path, reader->sheets()[sheet].name, row, to);
        }
    }
}

}  // namespace

int main(int count, char** paths) {
    cpcc::files::WriteOptions options;
    options.format = cpcc::files::Format::jsonl;
    const auto sink = cpcc::files::make_sink(options, std::cout);
    sink->begin({}, columns);
    for (int i = 1; i < count; ++i) {
        try {
            print_file(paths[i], *sink);
        } catch (const cpcc::Error& error) {
            sink->row(std::vector<Cell>{std::string(paths[i]), {}, {}, {}, {}, {}, {}, error.message()});
        }
    }
    sink->end();
}
