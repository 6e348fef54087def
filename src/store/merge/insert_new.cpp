#include "merge/insert_new.hpp"

#include "merge/shown_value.hpp"
#include "merge/write_items.hpp"

#include <algorithm>

namespace cpcc::store {

using records::Field;
using records::Value;

void InsertNew::run() {
    for (BatchRow& row : batch_.rows) {
        if (row.existing != 0 || row.row.from != 0) continue;
        if (row.decision == Decision::refused) require_all(row);
        if (!row.live()) continue;
        require_complete(row);
        if (row.live()) number(row);
        if (row.live()) insert(row);
    }
}

// Reports the missing fields of a refused row, unless the row may describe an existing record that has them.
void InsertNew::require_all(BatchRow& row) {
    const auto is_wrong = [&](std::string_view field) {
        return std::find(row.wrong.begin(), row.wrong.end(), field) != row.wrong.end();
    };
    if (is_wrong("code") || batch_.on_existing == OnExisting::must) return;
    const auto& key = batch_.kind.key;
    for (std::size_t f = 0; f < batch_.kind.fields.size(); ++f) {
        const Field& field = batch_.kind.fields[f];
        const bool identifies = key.empty() || std::find(key.begin(), key.end(), field.id) != key.end();
        if (field.required && identifies && !is_wrong(field.id) && records::empty(row.row.values[f]))
            batch_.refuse(row, field.id, say(Words{"此项必填", "required"}));
    }
    for (const auto& reference : row.voided) batch_.refuse_voided(row, reference);
}

void InsertNew::require_complete(BatchRow& row) {
    if (batch_.on_existing == OnExisting::must)
        return batch_.refuse(row, "code", say(Words{"该{}记录不存在", "no such {}"}, batch_.kind.label.get()));
    for (std::size_t f = 0; f < batch_.kind.fields.size(); ++f) {
        const Field& field = batch_.kind.fields[f];
        const Value& value = row.row.values[f];
        if (field.required && records::empty(value)) batch_.refuse(row, field.id, say(Words{"此项必填", "required"}));
        if (field.type == records::Type::phone && !records::empty(value) &&
            records::is_masked(std::get<std::string>(value)))
            batch_.refuse(
                row, field.id,
                say(Words{"号码已打码，不能登记；请填写完整号码", "the number is masked; enter the full number"}));
    }
    for (const auto& reference : row.voided) batch_.refuse_voided(row, reference);
}

// Sets the id of the new record, and its code if the row has none.
void InsertNew::number(BatchRow& row) {
    if (batch_.kind.has_code() && !batch_.has_own_code(row)) {
        if (batch_.context.author.office.empty())
            return batch_.refuse(
                row, "code",
                say(Words{"未填写；如需自动编号，请在配置文件中填写 office.code",
                          "missing; enter one, or set office.code in the configuration to generate codes"}));
        std::string code = code_maker_.make(row);
        row.new_id = batch_.codes.allocate_id();
        batch_.codes.put(code, {row.new_id, row.row.line});
        row.row.values[0] = std::move(code);
    } else if (row.new_id == 0) {
        row.new_id = batch_.codes.allocate_id();
    }
}

void InsertNew::insert(BatchRow& row) {
    WriteContext& context = batch_.context;
    const records::Kind& kind = batch_.kind;
    RowWriter& own = row.row.voided ? new_rows_.voided() : new_rows_.own();
    own << row.new_id;
    row.decision = Decision::insert;
    for (std::size_t f = 0; f < kind.fields.size(); ++f)
        if (!kind.fields[f].several())
            own << cell_of(row.row.values[f]);
        else if (!records::empty(row.row.values[f]))
            write_items(batch_, new_rows_, row, f);
    if (row.row.voided) own << context.void_record(kind, row.new_id, *row.row.voided);
    if (context.detailed)
        for (std::size_t f = 0; f < kind.fields.size(); ++f) {
            const Value& value = row.row.values[f];
            if (!records::empty(value))
                context.note(kind, row.new_id, kind.fields[f].id, "",
                             shown_value(context.connection, kind.fields[f], value));
        }
    batch_.ledger().added(row.new_id, batch_.file, row.row.line);
    context.last_id = row.new_id;
    ++batch_.counts.added;
}

}  // namespace cpcc::store
