// What one entry of the history did to records.
#pragma once

#include "context/write_context.hpp"
#include "cpcc/store/undo.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace cpcc::store {

// A field before and after the entry, as the history has them.
struct FieldChange {
    std::string field, old_value, new_value;
};

struct RecordChanges {
    const records::Kind* kind;
    std::int64_t id;
    std::string name;                 // its code or #12
    std::vector<FieldChange> fields;  // without those that have the same value again
    const FieldChange* find(std::string_view field) const;
};

struct EntryChanges {
    Undone::Entry entry;
    std::map<const records::Kind*, std::vector<std::int64_t>> added;  // records that it added, and that are not voided
    std::vector<RecordChanges> records;                               // existing ones that it changed
};

EntryChanges changes_of(db::Connection&, const Undone::Entry&);

// Converts a value of the history to one that a row can give: an empty one clears the field. A reference follows the
// renaming of its record.
records::Converted former_value(WriteContext&, const records::Field&, const std::string& text);

}  // namespace cpcc::store
