// Finds the header among the first rows of a sheet, below titles and notes.
#pragma once

#include "cpcc/files/read.hpp"
#include "import/column_match.hpp"

#include <optional>
#include <string>
#include <vector>

namespace cpcc::store {

// A row that outlives the reader's next one.
struct KeptRow {
    explicit KeptRow(const files::Row&);
    KeptRow(KeptRow&&) noexcept = default;
    KeptRow& operator=(KeptRow&&) noexcept = default;
    files::Row row() const;

    int line;
    std::vector<std::string> cells;
    std::vector<files::CellNote> notes;
    bool hidden;
    std::vector<std::size_t> repeated;

private:
    std::vector<std::string_view> views_;
};

struct Header {
    std::size_t row = 0;     // its index among the rows
    std::size_t rows = 1;    // two if it is joined from two
    std::size_t fields = 0;  // number of fields that it names
    std::vector<std::string> cells;
};

constexpr std::size_t header_search_rows = 30;

// Returns the row, or the pair of rows, that names the most fields; nothing if none names a field.
std::optional<Header> find_header(const ColumnNames&, const std::vector<KeptRow>&);

// Returns the number of cells that are not blank.
std::size_t cells_with_text(const std::vector<std::string>& cells);

// Returns whether a row that names some fields is the header of a sheet of the kind, and not text that mentions one.
bool is_header(const Header&);

}  // namespace cpcc::store
