#include "change/entry_changes.hpp"

#include "cpcc/store/records.hpp"

#include <algorithm>
#include <set>

namespace cpcc::store {

using records::Kind;
using records::Type;

namespace {

// Collects the records that the entry added. Returns their row numbers by kind, voided ones included.
std::map<std::string_view, std::set<std::int64_t>> collect_added(db::Connection& connection, EntryChanges& changes) {
    std::map<std::string_view, std::set<std::int64_t>> all;
    for (const Kind* kind : records::kinds()) {
        auto rows =
            connection.prepare(fmt::format("SELECT id, voided FROM {} WHERE created = $entry ORDER BY id", kind->id));
        rows.bind("entry", changes.entry.id);
        while (rows.step()) {
            all[kind->id].insert(rows.integer(0));
            if (rows.is_null(1)) changes.added[kind].push_back(rows.integer(0));
        }
    }
    return all;
}

void add_change(RecordChanges& record, FieldChange change) {
    const auto known = std::find_if(record.fields.begin(), record.fields.end(),
                                    [&](const FieldChange& one) { return one.field == change.field; });
    if (known == record.fields.end())
        record.fields.push_back(std::move(change));
    else
        known->new_value = std::move(change.new_value);
}

void add_names(db::Connection& connection, EntryChanges& changes) {
    std::map<const Kind*, std::vector<std::int64_t>> ids;
    for (const RecordChanges& record : changes.records) ids[record.kind].push_back(record.id);
    std::map<const Kind*, std::map<std::int64_t, std::string>> names;
    for (const auto& [kind, of_kind] : ids) names[kind] = names_of(connection, *kind, of_kind);
    for (RecordChanges& record : changes.records) record.name = names[record.kind][record.id];
}

}  // namespace

const FieldChange* RecordChanges::find(std::string_view field) const {
    const auto found =
        std::find_if(fields.begin(), fields.end(), [&](const FieldChange& change) { return change.field == field; });
    return found == fields.end() ? nullptr : &*found;
}

EntryChanges changes_of(db::Connection& connection, const Undone::Entry& entry) {
    EntryChanges changes{entry, {}, {}};
    const auto added = collect_added(connection, changes);
    std::map<std::pair<std::string_view, std::int64_t>, std::size_t> places;
    auto rows = connection.prepare(
        "SELECT c.kind, c.record, c.field, c.old, c.new FROM change c WHERE c.entry IN (SELECT e.id FROM entry e WHERE "
        "e.id = $entry OR e.part_of = $entry) ORDER BY c.id");
    rows.bind("entry", entry.id);
    while (rows.step()) {
        const Kind* kind = records::find_kind(rows.text(0));
        const std::int64_t id = rows.integer(1);
        if (!kind) continue;
        if (const auto ids = added.find(kind->id); ids != added.end() && ids->second.contains(id)) continue;
        const auto [place, fresh] = places.try_emplace({kind->id, id}, changes.records.size());
        if (fresh) changes.records.push_back({kind, id, "", {}});
        add_change(changes.records[place->second], {rows.str(2), rows.str(3), rows.str(4)});
    }
    for (RecordChanges& record : changes.records)
        std::erase_if(record.fields, [](const FieldChange& change) { return change.old_value == change.new_value; });
    add_names(connection, changes);
    return changes;
}

records::Converted former_value(WriteContext& context, const records::Field& field, const std::string& text) {
    if (text.empty()) return {records::Clear{}, "", ""};
    switch (field.type) {
        case Type::text:
        case Type::phone: return {text, "", ""};
        case Type::ref:
            if (const std::string* now = context.renamed_to(records::kind(field.target), text)) return {*now, "", ""};
            return {text, "", ""};
        default: return records::convert(field, text);
    }
}

}  // namespace cpcc::store
