// The new rows of a batch, by table, until its end, where all of them are written. The rows of the kind's own table
// come first, because the others refer to them.
#pragma once

#include "merge/batch.hpp"

#include <array>
#include <list>

namespace cpcc::store {

class NewRows {
public:
    explicit NewRows(Batch& batch) : batch_(batch) {}

    // The columns of tables of records that contain the history entry.
    static constexpr std::array<std::string_view, 2> entry_columns{"created", "changed"};

    // Returns the writer for the kind's own table.
    RowWriter& own();
    // Returns the writer for voided records of that table. Its last column is the entry that voided them.
    RowWriter& voided();
    // Returns the writer for another table.
    RowWriter& of(std::string_view table, std::span<const std::string_view> columns,
                  std::span<const std::string_view> constant_columns = {});
    // Writes the rows collected so far.
    void write();
    // Last stage. Writes all collected rows and clears the batch. Many rows are written on the background thread, which
    // then owns the batch's rows, because the cells refer to their texts.
    void write_all();

private:
    RowWriter& add_own(std::string_view last_column = {});
    bool fills_empty_table(const RowWriter&);

    Batch& batch_;
    std::list<RowWriter> writers_;
    RowWriter *own_ = nullptr, *voided_ = nullptr;
};

}  // namespace cpcc::store
