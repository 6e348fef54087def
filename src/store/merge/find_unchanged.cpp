#include "merge/find_unchanged.hpp"

#include <algorithm>
#include "cpcc/db/bulk_load.hpp"

namespace cpcc::store {

using records::Value;

namespace {

class UnchangedFinder {
public:
    UnchangedFinder(Batch& batch, const std::vector<BatchRow*>& rows, std::span<const std::size_t> key, FoundBy by)
        : batch_(batch), key_(key), by_(by) {
        std::copy_if(rows.begin(), rows.end(), std::back_inserter(rows_),
                     [&](const BatchRow* row) { return comparable(*row); });
    }

    void run() {
        if (rows_.empty()) return;
        const std::vector<std::size_t> fields = compared_fields();
        if (are_close())
            compare_in_order(fields);
        else
            compare_by_join(fields);
    }

private:
    // Returns whether the database can compare all values of the row, and an equal row needs no other action.
    bool comparable(const BatchRow& row) const {
        if (batch_.on_existing == OnExisting::fail || batch_.on_existing == OnExisting::must || !row.forward.empty() ||
            row.row.from != 0 || row.row.voided)
            return false;
        for (std::size_t f = 0; f < batch_.kind.fields.size(); ++f) {
            const Value& value = row.row.values[f];
            const auto& field = batch_.kind.fields[f];
            if (records::given(value) &&
                (records::empty(value) || field.several() || field.type == records::Type::phone))
                return false;
        }
        return true;
    }

    bool in_key(std::size_t field) const {
        return by_ == FoundBy::key && std::find(key_.begin(), key_.end(), field) != key_.end();
    }

    std::vector<std::size_t> compared_fields() const {
        std::vector<std::size_t> fields;
        for (std::size_t f = 0; f < batch_.kind.fields.size(); ++f)
            if (in_key(f) || std::any_of(rows_.begin(), rows_.end(),
                                         [&](const BatchRow* row) { return records::given(row->row.values[f]); }))
                fields.push_back(f);
        return fields;
    }

    // Returns the row's place in the order of records: its id, or the first field of its key.
    std::int64_t place_of(const BatchRow& row) const {
        return by_ == FoundBy::id ? row.existing : records::number(row.row.values[key_.front()]);
    }

    // Sorts the rows by place. Returns whether the range from the first to the last is less than twice their number.
    bool are_close() {
        const auto before = [&](const BatchRow* a, const BatchRow* b) { return place_of(*a) < place_of(*b); };
        if (!std::is_sorted(rows_.begin(), rows_.end(), before)) std::stable_sort(rows_.begin(), rows_.end(), before);
        return place_of(*rows_.back()) - place_of(*rows_.front()) < 2 * std::ssize(rows_);
    }

    bool has_all(std::span<const db::Cell> record, const BatchRow& row, std::span<const std::size_t> fields) const {
        for (std::size_t i = 0; i < fields.size(); ++i) {
            const Value& value = row.row.values[fields[i]];
            if (record[i] != cell_of(value) && (records::given(value) || in_key(fields[i]))) return false;
        }
        return true;
    }

    // Reads all records from the first row to the last, in one pass.
    void compare_in_order(std::vector<std::size_t> fields) {
        const std::string_view place = by_ == FoundBy::id ? "id" : batch_.kind.key.front();
        // The pass itself compares the place.
        std::erase_if(fields, [&](std::size_t f) { return batch_.kind.fields[f].id == place; });
        std::string columns;
        for (const std::size_t f : fields) columns += fmt::format(", {}", batch_.kind.fields[f].id);
        auto& record = batch_.statement(
            fmt::format("SELECT id, {0}{1} FROM {2} WHERE voided IS NULL AND {0} BETWEEN $first AND $last ORDER BY {0}",
                        place, columns, batch_.kind.id));
        record.bind("first", place_of(*rows_.front())).bind("last", place_of(*rows_.back()));
        std::vector<db::Cell> cells(fields.size());
        CodeIndex& codes = batch_.codes;
        for (auto group = rows_.begin(); record.step();) {
            if (codes.is_new(record.integer(0))) continue;
            const std::int64_t here = record.integer(1);
            for (std::size_t i = 0; i < fields.size(); ++i) cells[i] = record.cell(static_cast<int>(i) + 2);
            while (group != rows_.end() && place_of(**group) < here) ++group;
            for (auto row = group; row != rows_.end() && place_of(**row) == here; ++row)
                if ((*row)->decision == Decision::undecided && has_all(cells, **row, fields)) {
                    mark_unchanged(**row, record.integer(0));
                    break;
                }
        }
        record.reset();
    }

    std::string join_condition(std::span<const std::size_t> fields) const {
        std::string condition = "t.created <> $entry AND coalesce(t.voided, 0) = 0";
        for (std::size_t i = 0; i < fields.size(); ++i) {
            const auto giving = std::count_if(rows_.begin(), rows_.end(), [&](const BatchRow* row) {
                return records::given(row->row.values[fields[i]]);
            });
            const std::string_view id = batch_.kind.fields[fields[i]].id;
            if (giving == std::ssize(rows_))
                condition += fmt::format(" AND t.{} = f.c{}", id, i + 2);
            else if (in_key(fields[i]))
                condition += fmt::format(" AND t.{} IS NOT DISTINCT FROM f.c{}", id, i + 2);
            else
                condition += fmt::format(" AND (f.c{1} IS NULL OR t.{0} = f.c{1})", id, i + 2);
        }
        if (by_ == FoundBy::id) condition += " AND t.id = f.c1";
        return condition;
    }

    // Looks up the record of each row.
    void compare_by_join(std::span<const std::size_t> fields) {
        std::vector<db::Cell> cells;
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            cells.insert(cells.end(), {static_cast<std::int64_t>(i), rows_[i]->existing});
            for (const std::size_t f : fields) cells.push_back(cell_of(rows_[i]->row.values[f]));
        }
        auto& find = batch_.statement(
            fmt::format("SELECT f.c0, t.id FROM feed f JOIN {} t ON {}", batch_.kind.id, join_condition(fields)));
        find.bind("entry", batch_.context.entry);
        batch_.context.connection.bulk_load().feed(cells, fields.size() + 2);
        while (find.step()) {
            BatchRow& row = *rows_[static_cast<std::size_t>(find.integer(0))];
            if (row.decision == Decision::undecided) mark_unchanged(row, find.integer(1));
        }
        find.reset();
    }

    static void mark_unchanged(BatchRow& row, std::int64_t record) {
        row.existing = record;
        row.decision = Decision::unchanged;
    }

    Batch& batch_;
    std::span<const std::size_t> key_;
    FoundBy by_;
    std::vector<BatchRow*> rows_;
};

}  // namespace

void find_unchanged(Batch& batch, std::vector<BatchRow*>& rows, std::span<const std::size_t> key, FoundBy by) {
    UnchangedFinder(batch, rows, key, by).run();
    std::erase_if(rows, [](const BatchRow* row) { return row->decision == Decision::unchanged; });
}

}  // namespace cpcc::store
