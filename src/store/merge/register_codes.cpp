#include "merge/register_codes.hpp"

#include "cpcc/store/renamed.hpp"

namespace cpcc::store {

namespace {

const std::string* code_of(const BatchRow& row) { return std::get_if<std::string>(&row.row.values[0]); }

void register_code(Batch& batch, BatchRow& row, const std::string& code) {
    CodeIndex& codes = batch.codes;
    const auto* known = codes.find(code);
    if (!known || known->id == CodeIndex::rejected)
        if (std::string reason = batch.context.ownership.code_refusal(batch.kind, code); !reason.empty())
            batch.refuse(row, "code", std::move(reason));
    if (known && known->line != 0 && known->line != row.row.line) {
        batch.refuse(row, "code",
                     say(Words{"“{}”与第 {} 行重复", "duplicate \"{}\", first on line {}"}, code, known->line));
    } else if (known && known->id != CodeIndex::rejected) {
        row.existing = known->id;
        codes.put(code, {known->id, row.row.line, known->voided});
    } else {
        // A file that still has the former code would make a second record.
        if (const std::string* now =
                batch.from_file() && !batch.replaces() ? batch.context.renamed_to(batch.kind, code) : nullptr)
            batch.refuse(row, "code", now_called(code, *now));
        row.new_id = codes.allocate_id();
        codes.put(code, {row.decision == Decision::refused ? CodeIndex::rejected : row.new_id, row.row.line});
    }
}

// A row with a day changes a record that exists, or that an earlier row of the file made.
void register_dated(Batch& batch, BatchRow& row, const std::string& code) {
    const auto* known = batch.codes.find(code);
    if (!known)
        batch.refuse(row, "code",
                     say(Words{"没有编号为“{1}”的{0}；新记录的第一行请不填生效日",
                               "no {0} with code {1}; leave the day empty in the first row of a new record"},
                         batch.kind.label.get(), code));
    else if (known->id != CodeIndex::rejected)
        row.existing = known->id;
    else if (row.decision != Decision::refused)
        row.decision = Decision::depends_on_refused;
}

}  // namespace

void register_codes(Batch& batch) {
    if (!batch.kind.has_code()) return;
    std::vector<std::string_view> named;
    for (const BatchRow& row : batch.rows)
        if (const auto* code = code_of(row)) named.push_back(*code);
    batch.codes.fetch(named);
    for (BatchRow& row : batch.rows) {
        const auto* code = code_of(row);
        if (code && row.row.from == 0)
            register_code(batch, row, *code);
        else if (code)
            register_dated(batch, row, *code);
        else if (row.row.from != 0)
            batch.refuse(row, "code", say(Words{"填写生效日时，编号必填", "required in a row with a day"}));
    }
}

}  // namespace cpcc::store
