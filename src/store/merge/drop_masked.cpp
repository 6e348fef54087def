#include "merge/drop_masked.hpp"

namespace cpcc::store {

using records::Field;
using records::Value;

namespace {

bool masks(const Value& given, const BatchRow& row, std::size_t f) {
    if (!row.record || records::empty(row.record->values[f])) return false;
    return std::get<std::string>(given) == records::masked(std::get<std::string>(row.record->values[f]));
}

void drop(Batch& batch, BatchRow& row, std::size_t f) {
    Value& value = row.row.values[f];
    if (records::empty(value) || !records::is_masked(std::get<std::string>(value)) || masks(value, row, f)) return;
    const Refusal place{batch.file, row.row.line, std::string(batch.kind.fields[f].id),
                        say(Words{"号码已打码，未读取", "the number is masked and was not read"})};
    batch.context.notes.push_back(text_of(place));
    value = Value();
}

}  // namespace

void drop_masked(Batch& batch) {
    if (!batch.from_file()) return;
    for (std::size_t f = 0; f < batch.kind.fields.size(); ++f) {
        if (batch.kind.fields[f].type != records::Type::phone) continue;
        for (BatchRow& row : batch.rows)
            if (row.decision == Decision::undecided) drop(batch, row, f);
    }
}

}  // namespace cpcc::store
