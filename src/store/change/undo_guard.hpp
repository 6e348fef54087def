// Refuses to take back what later changes depend on. Each refusal names the record and the entry.
#pragma once

#include "change/entry_changes.hpp"
#include "context/write_context.hpp"
#include "cpcc/store/undos.hpp"

#include <set>

namespace cpcc::store {

// Refuses an entry if a later one changed one of its records in the same field, or a record that it added. Ignores
// `ours`, the entries that are taken back together, and entries that were taken back before.
void refuse_later_changes(WriteContext&, const EntryChanges&, const Undos& before, const std::set<std::int64_t>& ours);

// Refuses corrections of dated fields that have several values in time: the history does not hold their days.
void refuse_dated_corrections(WriteContext&, const EntryChanges&, const Undos& before);

// Refuses what the change voided if live records refer to it, and what it changed in a period that was closed after the
// oldest of the entries. Precondition: all rows are written.
void refuse_dependents(WriteContext&, std::int64_t oldest);

}  // namespace cpcc::store
