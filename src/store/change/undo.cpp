#include "change/undo.hpp"

#include "change/entry_changes.hpp"
#include "change/undo_guard.hpp"
#include "cpcc/base/counted.hpp"
#include "cpcc/base/error.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/store/journal.hpp"
#include "cpcc/store/records.hpp"
#include "query/trail_order.hpp"

#include <algorithm>
#include <set>

namespace cpcc::store {

using records::Field;
using records::Kind;
using records::Type;

namespace {

// Takes back one entry.
class EntryUndo {
public:
    EntryUndo(Change& change, WriteContext& context, const EntryChanges& changes, Undone& done)
        : change_(change), context_(context), db_(context.connection), changes_(changes), done_(done) {}

    void run() {
        void_added();
        for (const RecordChanges& record : changes_.records) restore(record);
        for (const RecordChanges& record : changes_.records) set_back(record);
        change_.finish();
        reopen_period();
        context_.code_indexes.clear();  // records of these codes were voided or restored
    }

private:
    void refuse(std::string reason) { context_.refusals.push_back({"", 0, "", std::move(reason)}); }

    void void_added() {
        for (const auto& [kind, ids] : changes_.added) {
            db_
                .prepare(fmt::format(
                    "UPDATE {} SET voided = $own, changed = $own WHERE created = $entry AND voided IS NULL", kind->id))
                .bind("own", context_.entry)
                .bind("entry", changes_.entry.id)
                .run();
            for (const std::int64_t id : ids) {
                context_.note(*kind, id, "voided", "", "yes");
                context_.ledgers[kind->id].changed(id, "", 0);
            }
            context_.forget_names(*kind);
            context_.total.updated += std::ssize(ids);
            done_.voided += std::ssize(ids);
        }
    }

    void restore(const RecordChanges& record) {
        const FieldChange* voided = record.find("voided");
        if (!voided) return;
        const bool is_voided = voided->new_value == "yes";
        change_.set_void(*record.kind, record.id, !is_voided);
        context_.forget_names(*record.kind);
        ++(is_voided ? done_.restored : done_.voided);
    }

    void set_back(const RecordChanges& record) {
        std::vector<const FieldChange*> values;
        for (const FieldChange& change : record.fields) {
            const Field* field = record.kind->find(change.field);
            if (change.field == "distinct")
                set_back_distinct(record, change);
            else if (field && field->type == Type::code)
                change_.rename(*record.kind, record.id, change.old_value), ++done_.changed;
            else if (field && !field->has_records())  // those records are changes of their own
                values.push_back(&change);
        }
        if (!values.empty()) set_back_values(record, values);
    }

    void set_back_values(const RecordChanges& record, const std::vector<const FieldChange*>& changes) {
        const Kind& kind = *record.kind;
        Row row{0, record.id, Values(kind.fields.size())};
        if (kind.has_code()) row.values[0] = names_of(db_, kind, {record.id}).at(record.id);
        for (const FieldChange* change : changes) {
            const Field& field = kind.at(change->field);
            records::Converted old = former_value(context_, field, change->old_value);
            if (!old.reason.empty())
                return refuse(fmt::format("{} {}: {}: {}", kind.label.get(), record.name, field.id, old.reason));
            row.values[kind.index(field.id)] = std::move(old.value);
        }
        if (const FieldChange* from = record.find(records::from_field().id))
            row.from = Date::parse(from->new_value).value_or(Date()).packed();
        change_.add(kind, "", OnExisting::must, std::move(row));
        ++done_.changed;
    }

    void set_back_distinct(const RecordChanges& record, const FieldChange& change) {
        const bool added = change.old_value.empty();
        const auto other = whole_number(std::string_view(added ? change.new_value : change.old_value).substr(1));
        if (!other || *other < record.id) return;  // both records have the change
        if (!added) return change_.set_distinct(*record.kind, record.id, *other);
        db_.prepare("DELETE FROM distinct_pair WHERE kind = $kind AND one = $one AND other = $other")
            .bind("kind", record.kind->id)
            .bind("one", record.id)
            .bind("other", std::int64_t{*other})
            .run();
        context_.note(*record.kind, record.id, "distinct", change.new_value, "");
        context_.note(*record.kind, *other, "distinct", fmt::format("#{}", record.id), "");
        context_.total.updated += 1;
        done_.changed += 2;
    }

    void reopen_period() {
        auto rows = db_.prepare("SELECT id, reopened FROM closing WHERE closed = $entry OR reopened = $entry");
        rows.bind("entry", changes_.entry.id);
        if (!rows.step()) return;
        const std::int64_t closing = rows.integer(0), reopened = rows.integer(1);
        rows.reset();
        if (reopened != 0)
            return refuse(
                reopened == changes_.entry.id
                    ? say(Words{"解封不能撤销，请用 cpcc period close 重新封存",
                                "a reopened period cannot be closed by undo; use cpcc period close"})
                    : say(Words{"该时段已由 {} 解封", "the period was reopened by {}"}, entry_name(reopened)));
        db_.prepare("UPDATE closing SET reopened = $own WHERE id = $id")
            .bind("own", context_.entry)
            .bind("id", closing)
            .run();
        context_.total.updated += 1;
        ++done_.reopened;
    }

    Change& change_;
    WriteContext& context_;
    db::Connection& db_;
    const EntryChanges& changes_;
    Undone& done_;
};

constexpr std::string_view changes_no_record =
    "'reveal', 'backup', 'undo', 'take', 'resolve', 'office add', 'office remove'";

Undone::Entry read_entry(const db::Statement& row) {
    return {row.integer(0), row.str(1), row.str(2), row.str(3), row.str(4)};
}

Undone::Entry named_entry(db::Connection& connection, std::int64_t id, std::int64_t own, const Undos& before) {
    auto row = connection.prepare(
        "SELECT e.id, e.at, e.by, e.action, e.source, e.office FROM entry e WHERE e.id = (SELECT coalesce(x.part_of, "
        "x.id) FROM entry x WHERE x.id = $id)");
    row.bind("id", id);
    if (!row.step() || id == own)
        throw Error(Exit::failed, say(Words{"没有操作 {}", "there is no entry {}"}, entry_name(id)),
                    say(Words{"见 cpcc log", "see cpcc log"}));
    if (row.integer(5) != connection.office())
        throw Error(Exit::failed, say(Words{"操作 {} 由其他机关登记，只有该机关可以撤销",
                                            "another office made entry {}; only that office can take it back"},
                                      entry_name(id)));
    if (row.text(3) == "take" || row.text(3) == "resolve")
        throw Error(Exit::failed,
                    say(Words{"操作 {} 接收了其他单位的记录，不能撤销",
                              "entry {} took the records of another office and "
                              "cannot be taken back"},
                        entry_name(id)),
                    say(Words{"请该单位更正后重新报送", "ask that office to correct them and to send a new bundle"}));
    if (const std::int64_t undo = before.by(row.integer(0)); undo != 0)
        throw Error(Exit::failed, say(Words{"操作 {} 已由 {} 撤销", "entry {} was taken back by {}"}, entry_name(id),
                                      entry_name(undo)));
    return read_entry(row);
}

std::vector<Undone::Entry> last_entries(db::Connection& connection, const std::string& by, std::int64_t count,
                                        const Undos& before) {
    std::vector<Undone::Entry> found;
    auto rows = connection.prepare(
        fmt::format("SELECT e.id, e.at, e.by, e.action, e.source FROM entry e WHERE e.by = $by AND e.office = $office "
                    "AND e.part_of IS NULL AND e.id <> (SELECT max(id) FROM entry WHERE office = $office) AND e.action "
                    "NOT IN ({}) ORDER BY "
                    "{}",
                    changes_no_record, latest_first("e")));
    rows.bind("by", by).bind("office", connection.office());
    while (std::ssize(found) < count && rows.step())
        if (!before.undone.contains(rows.integer(0))) found.push_back(read_entry(rows));
    if (std::ssize(found) < count)
        throw Error(Exit::failed,
                    say(Words{"{} 可撤销的操作只有 {} 项", "{} has only {} that can be taken back"}, by,
                        counted(std::ssize(found), "entry", "entries")),
                    say(Words{"见 cpcc log；撤销他人的操作请写明序号，如 cpcc undo E12",
                              "see cpcc log; to take back what another person did, name it: cpcc undo E12"}));
    return found;
}

// Names the entries in the change's own entry, where `undos` finds them.
void describe(WriteContext& context, const Undone& done) {
    std::vector<std::string> names;
    for (const Undone::Entry& entry : done.entries) names.push_back(entry_name(entry.id));
    context.connection.prepare("UPDATE entry SET source = $source, why = coalesce(why, $why) WHERE id = $id")
        .bind("source", join(names, " "))
        .bind("why", say(Words{"撤销 {}", "undo of {}"}, listed(names)))
        .bind("id", context.entry)
        .run();
}

}  // namespace

Undone undo(Change& change, WriteContext& context, const ToUndo& wanted) {
    db::Connection& connection = context.connection;
    const Undos before = undos(connection);
    Undone done;
    if (wanted.entry)
        done.entries.push_back(named_entry(connection, *wanted.entry, context.entry, before));
    else
        done.entries = last_entries(connection, context.author.by, wanted.last, before);
    std::set<std::int64_t> ours{context.entry};
    for (const Undone::Entry& entry : done.entries) ours.insert(entry.id);
    for (const Undone::Entry& entry : done.entries) {
        const EntryChanges changes = changes_of(connection, entry);
        const std::size_t refused = context.refusals.size();
        refuse_later_changes(context, changes, before, ours);
        refuse_dated_corrections(context, changes, before);
        if (context.refusals.size() == refused) EntryUndo(change, context, changes, done).run();
    }
    if (context.refusals.empty()) refuse_dependents(context, done.entries.back().id);
    describe(context, done);
    return done;
}

}  // namespace cpcc::store
