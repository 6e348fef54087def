#include "merge/merger.hpp"

#include "rules/relapse.hpp"
#include "query/kind_sql.hpp"

#include <algorithm>
#include <unordered_map>

namespace cpcc::store {

using records::Field;
using records::Item;
using records::Kind;
using records::Type;
using records::Value;

namespace {

using Items = std::vector<Item>;

std::vector<std::size_t> places(const Kind& kind, const std::vector<std::string_view>& fields) {
    std::vector<std::size_t> places;
    for (const auto field : fields) places.push_back(kind.index(field));
    return places;
}

}  // namespace

KindWriter::KindWriter(WriteContext& state, const Kind& kind, std::string file, OnExisting on_existing)
    : state_(state), kind_(kind), file_(std::move(file)), on_existing_(on_existing), key_(places(kind, kind.key)), lookup_(places(kind, kind.lookup)),
      nothing_kept_(state.code_index(kind).was_empty() && !state.ledgers.contains(kind.id)), targets_(kind.fields.size()), seen_keys_(kind.key.size()) {}

void KindWriter::add(Row row) {
    block_.push_back({.row = std::move(row)});
    Pending& pending = block_.back();
    std::vector<Refusal> refusals;
    refusals.swap(pending.row.refusals);
    for (Refusal& refusal : refusals) {
        const Field* field = kind_.find(refusal.field);
        refuse(pending, field ? field->id : std::string_view(), std::move(refusal.reason));
    }
    if (block_.size() == block_size) flush();
}

Counts KindWriter::finish() {
    flush();
    state_.first_load.finish();
    resolve_deferred();
    return counts_;
}

void KindWriter::refuse(Pending& pending, std::string_view field, std::string reason) {
    if (!pending.refused) ++counts_.rejected;
    pending.refused = true;
    pending.wrong.push_back(field);
    state_.refusals.push_back({file_, pending.row.line, std::string(field), std::move(reason)});
    // What it was to be known by is not looked for in vain.
    if (kind_.has_code() && pending.id != 0 && !pending.exists)
        if (const auto* code = std::get_if<std::string>(&pending.row.values[0]))
            state_.code_index(kind_).put(*code, {CodeIndex::rejected, pending.row.line});
}

db::Statement& KindWriter::statement(const std::string& sql) {
    const auto found = statements_.find(sql);
    return found != statements_.end() ? found->second : statements_.emplace(sql, state_.connection.prepare(sql)).first->second;
}

const KindWriter::Target& KindWriter::target(std::size_t f) {
    Target& target = targets_[f];
    if (!target.kind) target = {&records::kind(kind_.fields[f].target), &state_.code_index(records::kind(kind_.fields[f].target))};
    return target;
}

Ledger& KindWriter::ledger() {
    if (!ledger_) ledger_ = &state_.ledgers[kind_.id];
    return *ledger_;
}

void KindWriter::flush() {
    if (block_.empty()) return;
    if (kind_.has_code()) register_codes();
    resolve_references();
    identify_by_lookup();
    write_existing();
    insert_new();
    for (const Pending& pending : block_)
        for (const auto& reference : pending.forward)
            if (live(pending)) deferred_.push_back({pending.id, pending.exists, pending.row.line, reference.field, reference.code});
            else if (pending.refused) deferred_.push_back({0, false, pending.row.line, reference.field, reference.code});   // only to be looked for
    write_block();
    block_.clear();
    kept_.clear();
}

// Finds the rows' own codes: those that exist get their id, new ones take the next.
void KindWriter::register_codes() {
    CodeIndex& codes = state_.code_index(kind_);
    std::vector<std::string_view> named;
    for (const Pending& pending : block_)
        if (const auto* code = std::get_if<std::string>(&pending.row.values[0])) named.push_back(*code);
    codes.fetch(named);
    for (Pending& pending : block_) {
        const auto* code = std::get_if<std::string>(&pending.row.values[0]);
        if (!code) continue;
        const auto* known = codes.find(*code);
        if (!known || known->id == CodeIndex::rejected)
            if (std::string reason = state_.ownership.against_code(kind_, *code); !reason.empty()) refuse(pending, "code", std::move(reason));
        if (known && known->line != 0 && known->line != pending.row.line) {
            refuse(pending, "code", say(Words{"“{}”在第 {} 行已出现过", "\"{}\" stands already on line {}"}, *code, known->line));
        } else if (known && known->id != CodeIndex::rejected) {
            pending.id = known->id;
            pending.exists = true;
            codes.put(*code, {known->id, pending.row.line, known->voided});
        } else {
            pending.id = codes.take_id();
            codes.put(*code, {pending.refused ? CodeIndex::rejected : pending.id, pending.row.line});
        }
    }
}

void KindWriter::resolve_references() {
    for (std::size_t f = 0; f < kind_.fields.size(); ++f)
        if (kind_.fields[f].type == Type::ref || kind_.fields[f].type == Type::refs || kind_.fields[f].type == Type::roles) resolve_field(f);
    // What leans on a refused row is not written, and so neither is what leans on that.
    for (const Pending& pending : block_)
        if (const auto* code = std::get_if<std::string>(&pending.row.values[0]); code && kind_.has_code() && pending.dropped && !pending.exists)
            state_.code_index(kind_).put(*code, {CodeIndex::rejected, pending.row.line});
}

void KindWriter::resolve_field(std::size_t f) {
    CodeIndex& codes = *target(f).codes;
    std::vector<std::string_view> named;
    for (const Pending& pending : block_) {
        const Value& value = pending.row.values[f];
        if (const auto* code = std::get_if<std::string>(&value)) named.push_back(*code);
        else if (const auto* items = std::get_if<Items>(&value))
            for (const Item& item : *items) named.push_back(item.text);
    }
    codes.fetch(named);
    for (Pending& pending : block_) {
        Value& value = pending.row.values[f];
        if (auto* items = std::get_if<Items>(&value)) {
            for (Item& item : *items) item.id = resolve(pending, f, item.text);
        } else if (const auto* code = std::get_if<std::string>(&value)) {
            const std::int64_t id = resolve(pending, f, *code);
            if (id != 0) value = id;
            else value = std::monostate{};
        }
    }
}

// The id behind a code; 0 where the row can't be written with it (yet).
std::int64_t KindWriter::resolve(Pending& pending, std::size_t f, const std::string& code) {
    const Field& field = kind_.fields[f];
    const auto& [target_kind, codes] = target(f);
    const auto* place = codes->find(code);
    if (!place && field.target == kind_.id && !file_.empty() && !field.several()) {
        pending.forward.push_back({f, code, 0});
        return 0;
    }
    if (!place) refuse(pending, field.id, say(Words{"没有编号为“{1}”的{0}", "there is no {0} \"{1}\""}, target_kind->label.get(), code));
    else if (place->id == CodeIndex::rejected) {
        pending.dropped = true;
        pending.wrong.push_back(field.id);
    } else if (std::string reason = state_.ownership.against_reference(*target_kind, place->id); !reason.empty()) {
        refuse(pending, field.id, std::move(reason));
    } else {
        if (place->voided) pending.voided.push_back({f, code, place->id});   // no fault where it is kept so already
        return place->id;
    }
    return 0;
}

void KindWriter::refuse_voided(Pending& pending, const Pending::Reference& reference) {
    const Field& field = kind_.fields[reference.field];
    refuse(pending, field.id, say(Words{"{} {} 已作废", "the {} {} is voided"}, records::kind(field.target).label.get(), reference.code));
}

// The records that rows of the block name by their code or row.
void KindWriter::load_existing() {
    std::vector<Pending*> named;
    for (Pending& pending : block_)
        if (live(pending) && pending.exists && !pending.kept && !pending.same) named.push_back(&pending);
    pass_same(named, Found::by_row);
    std::erase_if(named, [](const Pending* pending) { return pending->same; });
    if (named.empty()) return;
    std::vector<db::Cell> ids;
    for (const Pending* pending : named) ids.emplace_back(pending->id);
    std::vector<Record> records;
    auto& rows = statement(fmt::format("SELECT {} FROM feed f JOIN {} t ON t.id = f.c0", select_list(kind_, Refs::ids), kind_.id));
    state_.connection.feed(ids, 1);
    while (rows.step()) read_record(rows, kind_, records.emplace_back());
    rows.reset();
    load_items(state_.connection, kind_, records, Refs::ids, given_fields());
    std::unordered_map<std::int64_t, Record*> by_id;
    for (Record& record : records) by_id.emplace(record.id, &kept_.emplace_back(std::move(record)));
    for (Pending* pending : named) pending->kept = by_id.at(pending->id);
}

void KindWriter::write_existing() {
    load_existing();
    std::vector<std::int64_t> ids;
    for (const Pending& pending : block_)
        if (live(pending) && pending.exists) pending.same ? void(++counts_.unchanged) : ids.push_back(pending.id);
    if (ids.empty()) return;
    load_relapses(ids);
    for (Pending& pending : block_)
        if (live(pending) && pending.exists && !pending.same) write_one_existing(pending, *pending.kept);
}

// Of a kept record's several values only what a row of the block may change is looked at.
std::vector<bool> KindWriter::given_fields() const {
    std::vector<bool> given(kind_.fields.size());
    for (std::size_t f = 0; f < given.size(); ++f) given[f] = std::any_of(block_.begin(), block_.end(), [&](const Pending& pending) { return records::given(pending.row.values[f]); });
    return given;
}

namespace {

std::string difference(const std::string& name, const std::string& here, const std::string& kept) {
    return say(Words{"{} 已有，此处为“{}”，原为“{}”（要改请加 --on-existing update）", "{} is kept already: here \"{}\", kept \"{}\" (--on-existing update takes it)"},
               name, here, kept);
}

}  // namespace

void KindWriter::write_one_existing(Pending& pending, Record& kept) {
    std::vector<std::size_t> different;
    for (std::size_t f = 0; f < kind_.fields.size(); ++f)
        if (!leaves(pending, f, kept)) different.push_back(f);
    // A session's `members` cell made this row a moment ago: its own row may say more of it, and counts as the one that added it.
    if (kept.created == state_.entry && std::all_of(different.begin(), different.end(), [&](std::size_t f) { return records::empty(kept.values[f]); })) {
        if (!different.empty()) update(pending, kept, different);
        else ++counts_.added;
        return;
    }
    const std::string name = kind_.has_code() ? name_of(kind_, kept) : fmt::format("#{}", kept.id);
    if (on_existing_ == OnExisting::fail)
        return refuse(pending, kind_.has_code() ? "code" : "", say(Words{"{} {} 已存在", "the {} {} exists already"}, kind_.label.get(), name));
    if (different.empty() || on_existing_ == OnExisting::skip) {
        ++counts_.unchanged;
        if (kept.voided) ++counts_.voided;
        if (on_existing_ == OnExisting::must) state_.last_id = pending.id;
        return;
    }
    if (kept.voided)
        return refuse(pending, kind_.has_code() ? "code" : "", say(Words{"{} {} 已作废，须先 restore 恢复", "the {} {} is voided; restore it first"}, kind_.label.get(), name));
    if (on_existing_ != OnExisting::same) return update(pending, kept, different);
    for (const std::size_t f : different)
        refuse(pending, kind_.fields[f].id, difference(name, shown(f, pending.row.values[f]), shown(f, kept.values[f])));
}

// A value with ids as a person reads it.
std::string KindWriter::shown(std::size_t f, const Value& value) const {
    const Field& field = kind_.fields[f];
    if (records::empty(value) || (field.type != Type::ref && field.type != Type::refs && field.type != Type::roles)) return show(field, value, records::Style::raw);
    const Kind& target = records::kind(field.target);
    Items items = field.type == Type::ref ? Items{{"", records::number(value), 0}} : std::get<Items>(value);
    std::vector<std::int64_t> ids;
    for (const Item& item : items) ids.push_back(item.id);
    auto names = names_of(state_.connection, target, ids);
    for (Item& item : items) item.text = names[item.id];
    return field.type == Type::ref ? items.front().text : show(field, Value(items), records::Style::raw);
}

namespace {

bool refers_to(const Value& kept, std::int64_t id) {
    if (const auto* items = std::get_if<Items>(&kept))
        return std::any_of(items->begin(), items->end(), [&](const Item& item) { return item.id == id; });
    return kept == Value(id);
}

}  // namespace

void KindWriter::update(Pending& pending, const Record& kept, const std::vector<std::size_t>& fields) {
    if (std::string reason = state_.ownership.against_change(kind_, kept.id); !reason.empty()) return refuse(pending, kind_.has_code() ? "code" : "", std::move(reason));
    for (const std::size_t f : fields)
        if (kind_.fields[f].type == Type::phone && !records::empty(pending.row.values[f]) && records::is_masked(std::get<std::string>(pending.row.values[f])))
            return refuse(pending, kind_.fields[f].id, say(Words{"号码已打码，与原号码不符", "the number is masked and is not the one that is kept"}));
    for (const auto& reference : pending.voided)
        if (!refers_to(kept.values[reference.field], reference.id)) refuse_voided(pending, reference);
    const auto in_key = [&](std::size_t f) { return std::find(kind_.key.begin(), kind_.key.end(), kind_.fields[f].id) != kind_.key.end(); };
    if (std::any_of(fields.begin(), fields.end(), in_key)) {
        std::vector<Value> values = kept.values;
        for (const std::size_t f : fields) values[f] = pending.row.values[f];
        if (const std::int64_t twin = twin_of(state_.connection, kind_, kept.id, values); twin != 0)
            refuse(pending, kind_.key.front(), say(Words{"与 #{} 是同一记录", "it is the same record as #{}"}, twin));
    }
    if (pending.refused) return;
    const bool made_now = kept.created == state_.entry;   // it has no past yet
    std::string set;
    for (const std::size_t f : fields)
        if (!kind_.fields[f].several()) set += fmt::format("{0} = ${0}, ", kind_.fields[f].id);
    auto& row = statement(fmt::format("UPDATE {} SET {}changed = $changed WHERE id = $id", kind_.id, set));
    for (const std::size_t f : fields) {
        const Field& field = kind_.fields[f];
        const Value& value = pending.row.values[f];
        if (field.several()) write_items(pending, f, &kept.values[f]);
        else bind_value(row, field.id, value);
        if (!made_now) state_.note(kind_, pending.id, field.id, shown(f, kept.values[f]), shown(f, value));
    }
    row.bind("changed", state_.entry).bind("id", pending.id).run();
    ledger().changed(pending.id, file_, pending.row.line);
    state_.last_id = pending.id;
    ++(made_now ? counts_.added : counts_.updated);
}

// A kept record is to refer to a row that this file has brought, which it can't have done before.
bool KindWriter::may_change(const Deferred& reference, std::int64_t id) {
    const Record kept = std::move(load(state_.connection, kind_, {reference.id}, Refs::ids).front());
    if (on_existing_ == OnExisting::skip || kept.voided) return false;
    const std::string old = shown(reference.field, kept.values[reference.field]), fresh = shown(reference.field, Value(id));
    if (on_existing_ == OnExisting::same) {
        ++counts_.rejected;
        state_.refusals.push_back({file_, reference.line, std::string(kind_.fields[reference.field].id), difference(name_of(kind_, kept), fresh, old)});
        return false;
    }
    if (kept.changed != state_.entry) {
        ++counts_.updated;
        --counts_.unchanged;
    }
    state_.note(kind_, kept.id, kind_.fields[reference.field].id, old, fresh);
    ledger().changed(kept.id, file_, reference.line);
    return true;
}

// References to rows of the same file that stood further down.
void KindWriter::resolve_deferred() {
    CodeIndex& codes = state_.code_index(kind_);
    for (const Deferred& reference : deferred_) {
        const std::string_view code = reference.code;
        codes.fetch(std::span(&code, 1));
        const auto* place = codes.find(reference.code);
        const Field& field = kind_.fields[reference.field];
        if (!place) {
            state_.refusals.push_back({file_, reference.line, std::string(field.id), say(Words{"没有编号为“{1}”的{0}", "there is no {0} \"{1}\""}, kind_.label.get(), reference.code)});
            ++counts_.rejected;
        } else if (place->id != CodeIndex::rejected && (!reference.exists || may_change(reference, place->id))) {
            statement(fmt::format("UPDATE {0} SET {1} = $value, changed = $entry WHERE id = $id", kind_.id, field.id))
                .bind("value", place->id).bind("entry", state_.entry).bind("id", reference.id).run();
        }
    }
    deferred_.clear();
}

}  // namespace cpcc::store
