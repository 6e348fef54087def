#include "merge/forward_references.hpp"

#include "cpcc/base/text.hpp"
#include "merge/resolve_references.hpp"
#include "merge/shown_value.hpp"

namespace cpcc::store {

using records::Field;
using records::Value;

void ForwardReferences::collect() {
    for (const BatchRow& row : batch_.rows)
        for (const auto& reference : row.forward)
            if (row.live())
                references_.push_back({row.id(), row.existing != 0, row.row.line, reference.field, reference.code,
                                       is_code(reference.code) ? 0 : place_of(batch_, row)});
            else if (row.decision == Decision::refused)
                references_.push_back({0, false, row.row.line, reference.field, reference.code, 0});
}

void ForwardReferences::resolve() {
    for (const Reference& reference : references_) resolve(reference);
    references_.clear();
}

void ForwardReferences::resolve(const Reference& reference) {
    const std::int64_t target = target_of(reference);
    if (target == 0 || (reference.existing && !may_change(reference, target))) return;
    batch_
        .statement(fmt::format("UPDATE {0} SET {1} = $value, changed = $entry WHERE id = $id", batch_.kind.id,
                               batch_.kind.fields[reference.field].id))
        .bind("value", target)
        .bind("entry", batch_.context.entry)
        .bind("id", reference.id)
        .run();
}

// Returns the id of the record that the code or name means; 0: it is refused.
std::int64_t ForwardReferences::target_of(const Reference& reference) {
    const std::string_view code = reference.code;
    if (is_code(code)) {
        batch_.codes.fetch(std::span(&code, 1));
        if (const auto* place = batch_.codes.find(code)) return place->id == CodeIndex::rejected ? 0 : place->id;
    }
    const Names::Found found = batch_.context.names().find(batch_.kind, code, reference.near);
    if (found.id != 0) {
        ++batch_.counts.named;
        return found.id;
    }
    if (found.several || !batch_.context.refused_names[batch_.kind.id].contains(folded_name(code)))
        refuse(reference, found.reason);
    return 0;
}

void ForwardReferences::refuse(const Reference& reference, std::string reason) {
    batch_.context.refusals.push_back(
        {batch_.file, reference.line, std::string(batch_.kind.fields[reference.field].id), std::move(reason)});
    ++batch_.counts.rejected;
}

// Decides whether an existing record gets the reference, and counts the change or refuses it. The reference is always a
// change: the record cannot yet refer to a record that this file creates.
bool ForwardReferences::may_change(const Reference& reference, std::int64_t target) {
    WriteContext& context = batch_.context;
    const Record existing = std::move(load(context.connection, batch_.kind, {reference.id}, Refs::ids).front());
    if (batch_.on_existing == OnExisting::skip || existing.voided) return false;
    const Field& field = batch_.kind.fields[reference.field];
    const std::string old = shown_value(context.connection, field, existing.values[reference.field]);
    const std::string fresh = shown_value(context.connection, field, Value(target));
    if (batch_.on_existing == OnExisting::same) {
        refuse(reference, difference(name_of(batch_.kind, existing), fresh, old));
        return false;
    }
    if (existing.changed != context.entry) {
        ++batch_.counts.updated;
        --batch_.counts.unchanged;
    }
    context.note(batch_.kind, existing.id, field.id, old, fresh);
    batch_.ledger().changed(existing.id, batch_.file, reference.line);
    return true;
}

}  // namespace cpcc::store
