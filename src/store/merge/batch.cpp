#include "merge/batch.hpp"

#include "cpcc/base/text.hpp"
#include "cpcc/db/sets.hpp"
#include "cpcc/records/choices.hpp"
#include "cpcc/store/history.hpp"

#include <algorithm>

namespace cpcc::store {

Batch::Batch(WriteContext& c, const records::Kind& k, std::string f, OnExisting existing)
    : context(c),
      kind(k),
      file(std::move(f)),
      on_existing(existing),
      codes(c.code_index(k)),
      kind_was_empty(codes.was_empty() && !c.ledgers.contains(k.id)) {}

// Creates the ledger with the first written row, because the rules run over every ledger that exists.
Ledger& Batch::ledger() {
    if (!ledger_) ledger_ = &context.ledgers[kind.id];
    return *ledger_;
}

db::Statement& Batch::statement(const std::string& sql) {
    const auto found = statements_.find(sql);
    if (found != statements_.end()) return found->second;
    return statements_.emplace(sql, context.connection.prepare(sql)).first->second;
}

bool Batch::voids(const BatchRow& row) {
    if (!row.row.voided || !row.record) return false;
    const std::int64_t voided = row.record->voided;
    if (voided == 0 || !replaces()) return voided == 0;
    const auto [reason, fresh] = reasons_.try_emplace(voided);
    if (fresh) reason->second = entry(context.connection, voided).why;
    return reason->second != *row.row.voided;
}

Wanted Batch::given_fields() const {
    Wanted given(kind.fields.size());
    for (std::size_t f = 0; f < given.size(); ++f)
        given[f] = std::any_of(rows.begin(), rows.end(),
                               [&](const BatchRow& row) { return records::given(row.row.values[f]); });
    return given;
}

void Batch::refuse(BatchRow& row, std::string_view field, std::string reason) {
    if (row.decision != Decision::refused) ++counts.rejected;
    row.decision = Decision::refused;
    row.wrong.push_back(field);
    context.refusals.push_back({file, row.row.line, std::string(field), std::move(reason)});
    if (from_file() && Names::has_names(kind))
        if (const auto* name = std::get_if<std::string>(&row.row.values[kind.index(kind.title)]))
            context.refused_names[kind.id].insert(folded_name(*name));
    if (row.new_id == 0 || !has_own_code(row)) return;
    codes.put(std::get<std::string>(row.row.values[0]), {CodeIndex::rejected, row.row.line});
}

void Batch::refuse_voided(BatchRow& row, const BatchRow::Reference& reference) {
    const records::Field& field = kind.fields[reference.field];
    refuse(row, field.id,
           say(Words{"{} {} 已作废", "{} {} is voided"}, records::kind(field.target).label.get(), reference.code));
}

void Batch::load_reopened(std::span<const std::int64_t> ids) {
    if (kind.reopened_by.empty() || context.detailed) return;
    db::for_each_in(context.connection,
                    "SELECT problem, settled_on, role FROM problem_settled WHERE problem IN ($keys)", ids,
                    [&](db::Statement& row) {
                        ReopenedDays& before = reopened[row.integer(0)];
                        const bool solved = row.integer(2) == number_of(records::SettledAs::solved);
                        (solved ? before.solved : before.closed).push_back(row.integer(1));
                    });
}

void Batch::clear() {
    rows.clear();
    records.clear();
    former.clear();
    reopened.clear();
}

}  // namespace cpcc::store
