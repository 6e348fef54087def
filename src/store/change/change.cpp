#include "cpcc/store/change.hpp"

#include "context/write_context.hpp"
#include "merge/merger.hpp"
#include "rules/relapse.hpp"
#include "rules/rule_table.hpp"
#include "query/kind_sql.hpp"

#include <algorithm>
#include <set>

namespace cpcc::store {

Change::State::State(db::Connection& c, Author a, db::Writes writes)
    : connection(c), author(std::move(a)), transaction(c, writes == db::Writes::all ? db::Transaction::Kind::write : db::Transaction::Kind::write_facts), first_load(c), ownership(c) {}
Change::State::~State() = default;

Counts& Counts::operator+=(const Counts& other) {
    added += other.added;
    updated += other.updated;
    unchanged += other.unchanged;
    rejected += other.rejected;
    voided += other.voided;
    return *this;
}

std::string text_of(const Refusal& refusal) {
    std::string reason = refusal.reason;                    // a reason is one line, whatever a cell holds
    std::replace(reason.begin(), reason.end(), '\n', ' ');
    if (refusal.line == 0 && refusal.file.empty()) {
        if (refusal.field.empty()) return reason;
        std::string option(refusal.field);
        std::replace(option.begin(), option.end(), '_', '-');
        return fmt::format("{}{}: {}", option == "code" ? "" : "--", option == "code" ? "CODE" : option, reason);
    }
    if (refusal.field.empty()) return fmt::format("{}:{}: {}", refusal.file, refusal.line, reason);
    return fmt::format("{}:{}: {}: {}", refusal.file, refusal.line, refusal.field, reason);
}

Refused::Refused(std::vector<Refusal> refusals)
    : Error(Exit::rejected, say(Words{"有 {} 处不能接受，未作任何改动", "{} cells can't be taken, and nothing was changed"}, refusals.size())),
      refusals_(std::move(refusals)) {}

void Ledger::widen(std::int64_t id) {
    if (low_ == 0 || id < low_) low_ = id;
    if (id > high_) high_ = id;
}

void Ledger::added(std::int64_t id, const std::string& file, int line, std::string_view field) {
    widen(id);
    if (runs_.empty() || !runs_.back().origin.is(file, field) || id < runs_.back().first) runs_.push_back({id, {file, std::string(field)}, {}});
    auto& lines = runs_.back().lines;
    const auto at = static_cast<std::size_t>(id - runs_.back().first);
    if (at >= lines.size()) lines.resize(at + 1, 0);   // ids of refused rows stay unused, others come later
    lines[at] = line;
}

void Ledger::changed(std::int64_t id, const std::string& file, int line, std::string_view field) {
    widen(id);
    changed_.insert_or_assign(id, std::pair{Origin{file, std::string(field)}, line});
}

Refusal Ledger::place(std::int64_t id) const {
    if (const auto found = changed_.find(id); found != changed_.end())
        return {found->second.first.file, found->second.second, found->second.first.field, {}};
    for (const Run& run : runs_) {
        const std::int64_t at = id - run.first;
        if (at >= 0 && at < static_cast<std::int64_t>(run.lines.size())) return {run.origin.file, run.lines[static_cast<std::size_t>(at)], run.origin.field, {}};
    }
    return {};
}

void Change::State::note(const records::Kind& kind, std::int64_t record, std::string_view field, std::string_view old_value, std::string_view new_value) {
    if (!note_row) note_row = connection.prepare("INSERT INTO change (entry, kind, record, field, old, new) VALUES ($entry, $kind, $record, $field, $old, $new)");
    note_row->bind("entry", entry).bind("kind", kind.id).bind("record", record).bind("field", field);
    const auto put = [&](std::string_view name, std::string_view value) { value.empty() ? note_row->bind_null(name) : note_row->bind(name, value); };
    put("old", old_value);
    put("new", new_value);
    note_row->run();
}

db::Writes writes_of(std::span<const records::Kind* const> kinds) {
    return std::all_of(kinds.begin(), kinds.end(), [](const records::Kind* kind) { return kind->fact; }) ? db::Writes::facts : db::Writes::all;
}

Change::Change(db::Connection& connection, Author author, std::string action, bool detailed, std::string source, std::string why, db::Writes writes)
    : state_(std::make_unique<State>(connection, std::move(author), writes)) {
    state_->detailed = detailed;
    // SQLite makes RETURNING a trigger, and looks through all that refers to an entry for whatever else a trigger may do.
    const bool returning = connection.engine() == db::Engine::postgresql;
    auto row = connection.prepare(fmt::format("INSERT INTO entry (at, by, action, source, why) VALUES ($at, $by, $action, $source, $why){}", returning ? " RETURNING id" : ""));
    row.bind("at", now()).bind("by", state_->author.by).bind("action", action);
    if (!source.empty()) row.bind("source", source);
    if (!why.empty()) row.bind("why", why);
    row.step();
    if (!returning) {
        row = connection.prepare("SELECT last_insert_rowid()");
        row.step();
    }
    state_->entry = row.integer(0);
}

Change::~Change() = default;

void Change::add(const records::Kind& kind, const std::string& file, OnExisting on_existing, Row row) {
    if (state_->writer && (&state_->writer->kind() != &kind || state_->writer->file() != file)) finish();
    state_->checked = false;
    state_->came_from(file);
    if (!state_->writer) state_->writer = std::make_unique<KindWriter>(*state_, kind, file, on_existing);
    if (state_->author.check)
        state_->author.check(kind, row.values, [&](std::string_view field, std::string reason) { row.refusals.push_back({file, row.line, std::string(field), std::move(reason)}); });
    state_->writer->add(std::move(row));
}

void Change::reject(Refusal refusal) {
    state_->checked = false;
    state_->came_from(refusal.file);
    state_->refusals.push_back(std::move(refusal));
    ++state_->total.rejected;
}

Counts Change::finish() {
    if (!state_->writer) return {};
    const Counts counts = state_->writer->finish();
    state_->writer.reset();
    state_->total += counts;
    return counts;
}

std::int64_t Change::last_id() const { return state_->last_id; }
bool Change::changed() const { return state_->total.added + state_->total.updated > 0; }
std::size_t Change::refused() const { return state_->refusals.size(); }
std::int64_t Change::reopened() const { return state_->reopened; }

void Change::set_void(const records::Kind& kind, std::int64_t id, bool voided) {
    state_->checked = false;
    if (const std::string reason = state_->ownership.against_change(kind, id); !reason.empty()) {
        state_->refusals.push_back({"", 0, "", reason});
        return;
    }
    if (!voided)
        for (const Record& record : load(state_->connection, kind, {id}, Refs::ids))
            if (const std::int64_t twin = twin_of(state_->connection, kind, id, record.values); twin != 0) {
                state_->refusals.push_back({"", 0, std::string(kind.key.front()), say(Words{"与 #{} 是同一记录", "it is the same record as #{}"}, twin)});
                return;
            }
    auto row = state_->connection.prepare(fmt::format("UPDATE {} SET voided = {}, changed = $entry WHERE id = $id", kind.id, voided ? "$entry" : "NULL"));
    row.bind("entry", state_->entry).bind("id", id).run();
    state_->note(kind, id, "voided", voided ? "" : "yes", voided ? "yes" : "");
    state_->ledgers[kind.id].changed(id, "", 0);
    state_->total.updated += 1;
}

namespace {

// A rule may be found broken from both of its ends; one sentence is enough.
void check_rules(Change::State& state) {
    std::set<std::string> said;
    for (const auto& [kind, ledger] : state.ledgers)
        find_breaches(state.connection, {kind, ledger.low(), ledger.high(), state.entry, ledger.has_changed()}, [&](const Breach& breach) {
            Refusal refusal = ledger.place(breach.scope_id);
            if (refusal.field.empty() && breach.own) refusal.field = breach.rule->field;
            refusal.reason = breach.own ? breach.reason
                                 : fmt::format("{} {}: {}", records::kind(breach.rule->kind).label.get(), breach.record, breach.reason);
            const std::string once = fmt::format("{}/{}/{}", breach.rule->kind, breach.record, breach.reason);
            if (said.insert(once).second) state.refusals.push_back(std::move(refusal));
        });
}

void check(Change::State& state) {
    state.reopened = reopen_relapsed(state);
    check_rules(state);
    if (state.refusals.empty()) return;
    std::map<std::string, std::size_t> files;   // in the order in which they came
    for (const std::string& file : state.files) files.try_emplace(file, files.size());
    const auto place = [&](const Refusal& refusal) { return std::pair(files[refusal.file], refusal.line); };
    std::stable_sort(state.refusals.begin(), state.refusals.end(), [&](const Refusal& a, const Refusal& b) { return place(a) < place(b); });
    throw Refused(std::move(state.refusals));
}

}  // namespace

void Change::check_only() {
    finish();
    if (state_->checked) return;
    check(*state_);
    state_->checked = true;
}

void Change::commit() {
    check_only();
    state_->connection.prepare("UPDATE entry SET added = $added, updated = $updated, unchanged = $unchanged WHERE id = $id")
        .bind("added", state_->total.added).bind("updated", state_->total.updated).bind("unchanged", state_->total.unchanged)
        .bind("id", state_->entry).run();
    if (state_->total.added + state_->total.updated == 0) return;   // nothing changed: the entry goes with the transaction
    state_->transaction.commit();
}

std::vector<std::string> breaches(db::Connection& connection) {
    std::vector<std::string> found;
    find_breaches(connection, [&](const Breach& breach) {
        found.push_back(fmt::format("{} {}: {}: {}", records::kind(breach.rule->kind).label.get(), breach.record, breach.rule->field, breach.reason));
    });
    return found;
}

}  // namespace cpcc::store
