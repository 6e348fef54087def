#include "merge/new_rows.hpp"

#include <algorithm>
#include "cpcc/db/bulk_load.hpp"

namespace cpcc::store {

namespace {

constexpr std::size_t many_rows = 500;  // in one batch; then more batches are likely to follow
bool is_many(const RowWriter& rows) { return rows.rows() >= many_rows; }

}  // namespace

RowWriter& NewRows::of(std::string_view table, std::span<const std::string_view> columns,
                       std::span<const std::string_view> constant_columns) {
    for (RowWriter& writer : writers_)
        if (writer.table() == table) return writer;
    return writers_.emplace_back(batch_.context.connection, table, columns, constant_columns, batch_.context.entry);
}

RowWriter& NewRows::add_own(std::string_view last_column) {
    std::vector<std::string_view> columns{"id"};
    for (const records::Field& field : batch_.kind.fields)
        if (!field.several()) columns.push_back(field.id);
    if (!last_column.empty()) columns.push_back(last_column);
    return writers_.emplace_front(batch_.context.connection, batch_.kind.id, columns, entry_columns,
                                  batch_.context.entry);
}

RowWriter& NewRows::own() {
    if (!own_) own_ = &add_own();
    return *own_;
}

RowWriter& NewRows::voided() {
    if (!voided_) voided_ = &add_own("voided");
    return *voided_;
}

// Returns whether the table was empty and no stage reads its rows before the file ends.
bool NewRows::fills_empty_table(const RowWriter& writer) {
    const records::Kind* other = records::find_kind(writer.table());
    return batch_.kind_was_empty && (!other || other == &batch_.kind || batch_.context.code_index(*other).was_empty());
}

void NewRows::write() {
    for (RowWriter& writer : writers_) writer.write(writer.release());
}

void NewRows::write_all() {
    if (std::none_of(writers_.begin(), writers_.end(), is_many)) {
        write();
        return batch_.clear();
    }
    std::vector<std::pair<RowWriter*, std::vector<db::Cell>>> released;
    for (RowWriter& writer : writers_) {
        if (is_many(writer) && fills_empty_table(writer)) batch_.context.first_load.add_table(writer);
        released.emplace_back(&writer, writer.release());
    }
    // The cells refer to texts in the batch's rows.
    auto texts = std::make_shared<std::vector<BatchRow>>(std::move(batch_.rows));
    batch_.context.connection.bulk_load().run_in_background([released = std::move(released), texts = std::move(texts)] {
        for (const auto& [writer, cells] : released) writer->write(cells);
    });
    batch_.clear();
    batch_.rows.reserve(Batch::most_rows);
}

}  // namespace cpcc::store
