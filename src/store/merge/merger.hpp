// Writes the rows of one kind and file, batch by batch, through the stages that `merge` calls.
#pragma once

#include "merge/dated_rows.hpp"
#include "merge/forward_references.hpp"
#include "merge/insert_new.hpp"
#include "merge/match_existing.hpp"

namespace cpcc::store {

class Merger {
public:
    Merger(WriteContext&, const records::Kind&, std::string file, OnExisting);

    const records::Kind& kind() const { return batch_.kind; }
    const std::string& file() const { return batch_.file; }
    void add(Row row);
    Counts finish();

private:
    void put(Row row);
    void merge();
    void note_found();

    Batch batch_;  // this and the stages keep state from batch to batch
    MatchExisting match_existing_;
    NewRows new_rows_;
    InsertNew insert_new_;
    ForwardReferences forward_references_;
    DatedRows dated_rows_;
};

}  // namespace cpcc::store
