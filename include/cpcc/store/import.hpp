// Bulk import: read → find the header → convert → resolve codes → write (architecture.md).
#pragma once

#include "cpcc/files/read.hpp"
#include "cpcc/store/change.hpp"
#include "cpcc/store/import_map.hpp"
#include "cpcc/store/voided.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace cpcc::store {

// How an import understands one column.
struct SheetColumn {
    enum class Use {
        field,
        unnamed,    // without a header; its cells must be empty
        numbering,  // 序号
        reason,     // of a file that --rejects wrote
        name,       // the names of what another column refers to, of an export with --names
        ignored,    // no field: the map says so, or `ignore_unknown`
        unknown,    // no field: the import is refused
    };
    std::string header;
    Use use = Use::unnamed;
    const records::Field* field = nullptr;
    std::string unit = {};  // 万元, if the header or the map says that amounts are in it

    bool is_field() const noexcept { return use == Use::field; }
    bool is_day_of_change() const { return field == &records::from_field(); }  // goes to Row::from
    bool is_voiding() const { return field == &voided_field(); }               // goes to Row::voided
    bool is_of_record() const { return is_field() && !is_day_of_change() && !is_voiding(); }
};

// A field that has the same value in every row: the sheet need not have it.
struct FixedField {
    const records::Field* field;
    std::string text;
};

// How an import understands a sheet, or a file without sheets.
struct SheetLayout {
    std::string file;     // in messages, with the sheet if several of the file are read
    std::string sheet;    // empty: the file has no sheets
    int header_line = 0;  // of the first row of the header
    int header_rows = 1;  // two if the header is joined from two
    std::vector<SheetColumn> columns;
    std::vector<FixedField> fixed = {};  // of the map
};

struct ImportOptions {
    OnExisting on_existing = OnExisting::same;
    bool lenient = false;
    bool ignore_unknown = false;
    int year = 0;                    // the year of dates without one, with `lenient` or a form of dates; 0: none
    const ImportMap* map = nullptr;  // not owned
    std::string sheet = {};  // the name or number of the sheet to read; empty: all that have a header of the kind
    std::function<void(const std::string&)> note =
        nullptr;                                           // receives what was passed over, and what `lenient` changed
    bool codes = false;                                    // references are codes, not names
    std::function<void(std::int64_t)> progress = nullptr;  // receives the number of rows read so far, from time to time
    std::function<void(const SheetLayout&)> layout = nullptr;  // receives how each sheet is understood
    std::function<void(const SheetLayout&, const Row&)> row =
        nullptr;  // receives each converted row before it is added
    std::function<bool(const std::string& file, int line)> leave_out = nullptr;  // whether to skip a row
};

// Adds every row of the file to the change and returns the counts. Messages name the file `file`. A bad cell refuses
// its row and does not stop the import. Throws Refused if the header has unknown or duplicate columns.
Counts import_rows(Change&, const records::Kind&, files::Reader&, const std::string& file, const ImportOptions&);

// Returns the text of a cell as a CSV file must have it to be read as the cell was: a number without the separators and
// units of its format, and yes for TRUE.
std::string plain_cell(const SheetColumn&, const files::Row&, std::size_t column);

// Reads the rows of a file as import_rows does, without converting them: totals rows and the like are included.
void read_rows(const records::Kind&, files::Reader&, const std::string& file, const ImportOptions&,
               const std::function<void(const SheetLayout&, const files::Row&)>&);

}  // namespace cpcc::store
