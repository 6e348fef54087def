#include "merge/merger.hpp"

#include "cpcc/store/voided.hpp"
#include "merge/diff.hpp"
#include "merge/drop_masked.hpp"
#include "merge/refuse_future.hpp"
#include "merge/register_codes.hpp"
#include "merge/resolve_references.hpp"
#include "merge/update_existing.hpp"

namespace cpcc::store {

Merger::Merger(WriteContext& context, const records::Kind& kind, std::string file, OnExisting on_existing)
    : batch_(context, kind, std::move(file), on_existing),
      match_existing_(batch_),
      new_rows_(batch_),
      insert_new_(batch_, new_rows_),
      forward_references_(batch_),
      dated_rows_(batch_.file) {}

void Merger::add(Row row) {
    if (row.from != 0)
        dated_rows_.add(std::move(row));
    else
        put(std::move(row));
}

void Merger::put(Row row) {
    BatchRow& added = batch_.rows.emplace_back(std::move(row));
    for (Refusal& refusal : std::exchange(added.row.refusals, {})) {
        const records::Field* field = kind().find(refusal.field);
        for (const records::Field* further : {&records::from_field(), &voided_field()})
            if (refusal.field == further->id) field = further;
        batch_.refuse(added, field ? field->id : std::string_view(), std::move(refusal.reason));
    }
    if (batch_.rows.size() == Batch::most_rows) merge();
}

// Passes the batch through the stages. One stage decides a row; after that only a refusal can replace the decision.
void Merger::merge() {
    if (batch_.rows.empty()) return;
    register_codes(batch_);      // sets existing or new_id of rows with a code
    resolve_references(batch_);  // turns references into ids
    match_existing_.run();       // sets existing of every row whose record exists
    drop_masked(batch_);
    diff(batch_);  // decides the rows with a record
    refuse_future(batch_);
    update_existing(batch_, new_rows_);  // also writes their items
    insert_new_.run();                   // likewise; now all rows are decided
    forward_references_.collect();
    note_found();
    new_rows_.write_all();  // empties the batch
}

// Stores the record of each row, if the kind is watched.
void Merger::note_found() {
    const auto watched = batch_.context.found_records.find(&batch_.kind);
    if (watched == batch_.context.found_records.end()) return;
    for (const BatchRow& row : batch_.rows)
        if (row.live() && row.id() != 0) watched->second.push_back({row.row.line, row.id()});
}

Counts Merger::finish() {
    merge();
    batch_.context.first_load.finish();
    for (std::vector<Row>& round : dated_rows_.rounds()) {
        for (Row& row : round) put(std::move(row));
        merge();
    }
    batch_.context.forget_names(batch_.kind);
    forward_references_.resolve();
    return batch_.counts;
}

}  // namespace cpcc::store
