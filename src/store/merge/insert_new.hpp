// Fifth stage, for undecided rows without a record. Refuses incomplete rows, makes codes, and decides `insert`. It also
// reports the missing fields of rows that are already refused.
#pragma once

#include "merge/code_maker.hpp"
#include "merge/new_rows.hpp"

namespace cpcc::store {

class InsertNew {
public:
    InsertNew(Batch& batch, NewRows& new_rows)
        : batch_(batch), new_rows_(new_rows), code_maker_(batch, [&new_rows] { new_rows.write(); }) {}
    void run();

private:
    void require_all(BatchRow&);
    void require_complete(BatchRow&);
    void number(BatchRow&);
    void insert(BatchRow&);

    Batch& batch_;
    NewRows& new_rows_;
    CodeMaker code_maker_;
};

}  // namespace cpcc::store
