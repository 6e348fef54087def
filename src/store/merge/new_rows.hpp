// New rows of a batch, by table, until all of them are written at its end: the kind's own first, for the others refer
// to them.
#pragma once

#include "merge/batch.hpp"

#include <array>
#include <list>

namespace cpcc::store {

class NewRows {
public:
    explicit NewRows(Batch& batch) : batch_(batch) {}

    // The columns that hold the entry of the history, in tables of records.
    static constexpr std::array<std::string_view, 2> stamps{"created", "changed"};

    RowWriter& own();
    RowWriter& of(std::string_view table, std::span<const std::string_view> columns,
                  std::span<const std::string_view> stamp_columns = {});
    // Writes what there is so far.
    void write();
    // Last stage: writes what there is and takes the rows of the batch. Many rows are written by the background thread,
    // and go with it.
    void write_all();

private:
    bool fills_empty_table(const RowWriter&);

    Batch& batch_;
    std::list<RowWriter> writers_;
    RowWriter* own_ = nullptr;
};

}  // namespace cpcc::store
