#include "cpcc/store/change.hpp"
#include "cpcc/store/saved.hpp"

#include "change/period_closing.hpp"
#include "change/record_merge.hpp"
#include "change/renaming.hpp"
#include "change/undo.hpp"
#include "context/write_context.hpp"
#include "cpcc/base/error.hpp"
#include "merge/merger.hpp"
#include "query/kind_sql.hpp"
#include "rules/find_doubles.hpp"
#include "rules/relapse.hpp"
#include "rules/rule_table.hpp"

#include <algorithm>
#include <atomic>
#include <set>

namespace cpcc::store {

namespace {

std::atomic<bool> any_saved = false;

}  // namespace

bool saved_changes() noexcept { return any_saved; }

struct Change::State {
    State(db::Connection& connection, Author author, db::Writes writes)
        : context(connection, std::move(author), writes) {}
    void came_from(const std::string& file) {
        if (files.empty() || files.back() != file) files.push_back(file);
    }

    WriteContext context;
    std::unique_ptr<Merger> merger;  // for the current kind and file
    std::vector<std::string> files;  // source files of the rows, in order
    Relapsed relapsed;
    std::vector<std::string> doubles;
    bool checked = false;  // the rules have run over all touched records
};

db::Writes writes_of(std::span<const records::Kind* const> kinds) {
    return std::all_of(kinds.begin(), kinds.end(), [](const records::Kind* kind) { return kind->fact; })
               ? db::Writes::facts
               : db::Writes::all;
}

Change::Change(db::Connection& connection, Author author, std::string action, bool detailed, std::string source,
               std::string why, db::Writes writes)
    : state_(std::make_unique<State>(connection, std::move(author), writes)) {
    state_->context.detailed = detailed;
    state_->context.entry =
        add_entry(connection, state_->context.author, {.action = action, .source = source, .why = why});
}

Change::~Change() = default;

void Change::came_from_files(const std::string& hashes) {
    state_->context.connection.prepare("UPDATE entry SET files = $files WHERE id = $id")
        .bind("files", hashes)
        .bind("id", state_->context.entry)
        .run();
}

void Change::add(const records::Kind& kind, const std::string& file, OnExisting on_existing, Row row) {
    if (state_->merger && (&state_->merger->kind() != &kind || state_->merger->file() != file)) finish();
    state_->checked = false;
    state_->came_from(file);
    if (!state_->merger) state_->merger = std::make_unique<Merger>(state_->context, kind, file, on_existing);
    if (state_->context.author.check)
        state_->context.author.check(kind, row.values, [&](std::string_view field, std::string reason) {
            row.refusals.push_back({file, row.line, std::string(field), std::move(reason)});
        });
    state_->merger->add(std::move(row));
}

void Change::find_by(const records::Kind& kind, std::vector<std::string_view> fields) {
    state_->context.own_keys[&kind] = std::move(fields);
}

void Change::watch(const records::Kind& kind) { state_->context.found_records[&kind]; }

std::vector<FoundRecord> Change::found(const records::Kind& kind) {
    finish();
    return state_->context.found_records.at(&kind);
}

void Change::receive() { state_->context.received = true; }

void Change::reject(Refusal refusal) {
    state_->checked = false;
    state_->came_from(refusal.file);
    state_->context.refusals.push_back(std::move(refusal));
    ++state_->context.total.rejected;
}

Counts Change::finish() {
    if (!state_->merger) return {};
    const Counts counts = state_->merger->finish();
    state_->merger.reset();
    state_->context.total += counts;
    return counts;
}

std::int64_t Change::last_id() const { return state_->context.last_id; }
bool Change::changed() const { return state_->context.total.added + state_->context.total.updated > 0; }
std::size_t Change::refused() const { return state_->context.refusals.size(); }
const std::vector<std::string>& Change::doubles() const { return state_->doubles; }
const std::vector<std::string>& Change::notes() const { return state_->context.notes; }
std::int64_t Change::reopened() const { return state_->relapsed.reopened; }
std::int64_t Change::restored() const { return state_->relapsed.restored; }

std::vector<Reference> Change::moved_facts() const {
    std::map<const records::Kind*, std::set<std::int64_t>> facts;  // one may refer to several of the records
    for (const auto& [kind, records] : state_->context.corrected) {
        const std::vector<std::int64_t> ids(records.begin(), records.end());
        for (auto& [of, more] : facts_of(state_->context.connection, *kind, ids)) facts[of].merge(more);
    }
    std::vector<Reference> moved;
    for (const records::Kind* kind : records::kinds())
        if (const auto found = facts.find(kind); found != facts.end() && !found->second.empty())
            moved.push_back({kind, static_cast<std::int64_t>(found->second.size())});
    return moved;
}

void Change::set_void(const records::Kind& kind, std::int64_t id, bool voided, const std::string& why) {
    state_->checked = false;
    if (const std::string reason = state_->context.ownership.change_refusal(kind, id); !reason.empty()) {
        state_->context.refusals.push_back({"", 0, "", reason});
        return;
    }
    if (!voided)
        for (const Record& record : load(state_->context.connection, kind, {id}, Refs::ids))
            if (const std::int64_t duplicate = find_duplicate(state_->context.connection, kind, id, record.values);
                duplicate != 0) {
                state_->context.refusals.push_back(
                    {"", 0, std::string(kind.key.front()), say(Words{"与 #{} 重复", "duplicate of #{}"}, duplicate)});
                return;
            }
    auto row = state_->context.connection.prepare(fmt::format(
        "UPDATE {} SET voided = {}, changed = $entry WHERE id = $id", kind.id, voided ? "$voided" : "NULL"));
    if (voided) row.bind("voided", state_->context.void_record(kind, id, why));
    row.bind("entry", state_->context.entry).bind("id", id).run();
    if (!voided) state_->context.note(kind, id, "voided", "yes", "");
    state_->context.ledgers[kind.id].changed(id, "", 0);
    state_->context.total.updated += 1;
}

void Change::rename(const records::Kind& kind, std::int64_t id, const std::string& code) {
    state_->checked = false;
    store::rename(state_->context, kind, id, code);
}

Merged Change::merge(const records::Kind& kind, std::int64_t keep, std::int64_t gone) {
    state_->checked = false;
    if (std::string reason = state_->context.ownership.change_refusal(kind, keep); !reason.empty()) {
        state_->context.refusals.push_back({"", 0, "", std::move(reason)});
        return {};
    }
    Merged merged = move_references(state_->context, kind, keep, gone);
    set_void(kind, gone, true);
    state_->context.ledgers[kind.id].changed(keep, "", 0);
    return merged;
}

Undone Change::undo(const ToUndo& wanted) {
    state_->checked = false;
    return store::undo(*this, state_->context, wanted);
}

namespace {

// Runs the rules over all touched records. Two touched records may reveal the same breach; it is reported once.
void check_rules(WriteContext& context) {
    std::set<std::string> said;
    for (const auto& [kind, ledger] : context.ledgers)
        find_breaches(context.connection, {kind, ledger.low(), ledger.high(), context.entry, ledger.has_changed()},
                      [&](const Breach& breach) {
                          Refusal refusal = ledger.place(breach.scope_id);
                          if (refusal.field.empty() && breach.own) refusal.field = breach.rule->field;
                          refusal.reason = breach.own ? breach.reason
                                                      : say(Words{"{} {}：{}", "{} {}: {}"},
                                                            records::kind(breach.rule->kind).label.get(), breach.record,
                                                            breach.reason);
                          const std::string once =
                              fmt::format("{}/{}/{}", breach.rule->kind, breach.record, breach.reason);
                          if (said.insert(once).second) context.refusals.push_back(std::move(refusal));
                      });
}

// Sorts refusals by file, in the order of import, and by line.
void sort_by_place(std::vector<Refusal>& refusals, const std::vector<std::string>& in_order) {
    std::map<std::string, std::size_t> files;
    for (const std::string& file : in_order) files.try_emplace(file, files.size());
    const auto place = [&](const Refusal& refusal) { return std::pair(files[refusal.file], refusal.line); };
    std::stable_sort(refusals.begin(), refusals.end(),
                     [&](const Refusal& a, const Refusal& b) { return place(a) < place(b); });
}

}  // namespace

void Change::close_period(const std::optional<std::string>& area, const Period& period,
                          const std::function<void(const KeepFigure&)>& figures) {
    store::close_period(state_->context, area, period, figures);
}

void Change::reopen_period(const std::optional<std::string>& area, const Period& period) {
    store::reopen_period(state_->context, area, period);
}

void Change::set_distinct(const records::Kind& kind, std::int64_t one, std::int64_t other) {
    WriteContext& context = state_->context;
    const std::int64_t low = std::min(one, other), high = std::max(one, other);
    auto known =
        context.connection.prepare("SELECT 1 FROM distinct_pair WHERE kind = $kind AND one = $one AND other = $other");
    if (known.bind("kind", kind.id).bind("one", low).bind("other", high).step())
        throw Error(Exit::failed,
                    say(Words{"已确认过这两条记录不是重复", "these records are already recorded as distinct"}));
    auto row = context.connection.prepare(
        "INSERT INTO distinct_pair (kind, one, other, entry, office) VALUES ($kind, $one, $other, $entry, $office)");
    row.bind("kind", kind.id).bind("one", low).bind("other", high);
    row.bind("entry", context.entry).bind("office", context.connection.office()).run();
    context.note(kind, one, "distinct", "", fmt::format("#{}", other));
    context.note(kind, other, "distinct", "", fmt::format("#{}", one));
    context.total.updated += 1;
}

std::vector<ChangedValue> Change::changed_values(std::size_t most) {
    finish();
    db::Connection& connection = state_->context.connection;
    std::vector<ChangedValue> values;
    std::vector<std::int64_t> ids;
    auto rows = connection.prepare(fmt::format(
        "SELECT kind, record, field, old, new FROM change WHERE entry = $entry ORDER BY id LIMIT {}", most));
    rows.bind("entry", state_->context.entry);
    while (rows.step()) {
        values.push_back({rows.str(0), "", rows.str(2), rows.str(3), rows.str(4)});
        ids.push_back(rows.integer(1));
    }
    rows.reset();
    std::map<std::string, std::vector<std::int64_t>> of_kind;
    for (std::size_t i = 0; i < values.size(); ++i) of_kind[values[i].kind].push_back(ids[i]);
    std::map<std::string, std::map<std::int64_t, std::string>> names;
    for (const auto& [kind, records] : of_kind) names[kind] = names_of(connection, records::kind(kind), records);
    for (std::size_t i = 0; i < values.size(); ++i) {
        const records::Kind& kind = records::kind(values[i].kind);
        values[i].record = names[values[i].kind][ids[i]];
        const records::Field* field = kind.find(values[i].field);
        if (field == nullptr || field->type != records::Type::phone) continue;
        for (std::string* phone : {&values[i].old_value, &values[i].new_value})
            if (!phone->empty()) *phone = records::masked(*phone);
    }
    return values;
}

void Change::check_only() {
    finish();
    if (state_->checked) return;
    const bool received = state_->context.received;
    if (!received) state_->relapsed = apply_relapses(state_->context);
    if (!received) check_rules(state_->context);
    if (auto& refusals = state_->context.refusals; !refusals.empty()) {
        sort_by_place(refusals, state_->files);
        throw Refused(std::move(refusals));
    }
    state_->doubles.clear();
    for (const auto& [kind, ledger] : state_->context.ledgers)
        if (!received)
            find_doubles(state_->context.connection,
                         {kind, ledger.low(), ledger.high(), state_->context.entry, ledger.has_changed()},
                         [&](std::string text) { state_->doubles.push_back(std::move(text)); });
    state_->checked = true;
}

void Change::commit() {
    check_only();
    state_->context.connection
        .prepare("UPDATE entry SET added = $added, updated = $updated, unchanged = $unchanged WHERE id = $id")
        .bind("added", state_->context.total.added)
        .bind("updated", state_->context.total.updated)
        .bind("unchanged", state_->context.total.unchanged)
        .bind("id", state_->context.entry)
        .run();
    if (state_->context.total.added + state_->context.total.updated == 0 && !state_->context.received)
        return;  // nothing changed; the rollback removes the entry
    state_->context.seal_entries();
    state_->context.transaction.commit();
    any_saved = true;
}

}  // namespace cpcc::store
