#include "merge/merger.hpp"

#include "merge/diff.hpp"
#include "merge/register_codes.hpp"
#include "merge/resolve_references.hpp"
#include "merge/update_existing.hpp"

namespace cpcc::store {

Merger::Merger(WriteContext& context, const records::Kind& kind, std::string file, OnExisting on_existing)
    : batch_(context, kind, std::move(file), on_existing),
      match_existing_(batch_),
      new_rows_(batch_),
      insert_new_(batch_, new_rows_),
      forward_references_(batch_) {}

void Merger::add(Row row) {
    BatchRow& added = batch_.rows.emplace_back(std::move(row));
    for (Refusal& refusal : std::exchange(added.row.refusals, {})) {
        const records::Field* field = kind().find(refusal.field);
        batch_.refuse(added, field ? field->id : std::string_view(), std::move(refusal.reason));
    }
    if (batch_.rows.size() == Batch::most_rows) merge();
}

// From stage to stage a row's decision is taken once; only a refusal may follow it.
void Merger::merge() {
    if (batch_.rows.empty()) return;
    register_codes(batch_);              // existing or new_id is set for rows with a code
    resolve_references(batch_);          // references are ids
    match_existing_.run();               // existing is set for every row whose record exists
    diff(batch_);                        // rows with a record are decided
    update_existing(batch_, new_rows_);  // writes the items too
    insert_new_.run();                   // likewise; all rows are decided
    forward_references_.keep();
    new_rows_.write_all();  // the batch is empty
}

Counts Merger::finish() {
    merge();
    batch_.context.first_load.finish();
    forward_references_.resolve();
    return batch_.counts;
}

}  // namespace cpcc::store
