#include "change/record_merge.hpp"

#include "cpcc/base/date.hpp"
#include "cpcc/db/sets.hpp"
#include "query/kind_sql.hpp"

#include <algorithm>

namespace cpcc::store {

using records::Field;
using records::Kind;
using records::Type;

namespace {

using Ids = std::vector<std::int64_t>;

class RecordMerge {
public:
    RecordMerge(WriteContext& context, const Kind& target, std::int64_t keep, std::int64_t gone)
        : context_(context), db_(context.connection), target_(target), keep_(keep), gone_(gone) {
        const auto names = names_of(db_, target, {keep, gone});
        keep_name_ = names.at(keep), gone_name_ = names.at(gone);
    }

    Merged run() {
        for (const Kind* kind : records::kinds()) {
            moved_.clear(), voided_.clear();
            for (const Field& field : kind->fields)
                if (field.target == target_.id && !field.has_records()) move(*kind, field);
            if (!moved_.empty()) merged_.moved.push_back({kind, std::ssize(moved_)});
            if (!voided_.empty()) merged_.voided.push_back({kind, std::ssize(voided_)});
        }
        return std::move(merged_);
    }

private:
    void move(const Kind& kind, const Field& field) {
        if (field.type != Type::ref) return move_items(kind, field);
        if (std::find(kind.key.begin(), kind.key.end(), field.id) != kind.key.end()) void_duplicates(kind, field);
        move_values(kind, field);
        if (field.dated) move_spans(kind, field);
        if (kind.id == target_.id) replace_own(field);
    }

    // Prepares a statement over `$keep`, `$gone` and `$entry`, each if it occurs.
    db::Statement prepare(const std::string& sql) {
        auto statement = db_.prepare(sql);
        for (const auto& [name, id] :
             {std::pair{"$keep", keep_}, std::pair{"$gone", gone_}, std::pair{"$entry", context_.entry}})
            if (sql.find(name) != std::string::npos) statement.bind(std::string_view(name).substr(1), id);
        return statement;
    }

    // Runs a statement over records: the list of parameters replaces `$keys`.
    void run_over(const Ids& ids, std::string sql) {
        if (ids.empty()) return;
        constexpr std::string_view mark = "$keys";
        const std::size_t width = db::set_width(ids.size());
        sql.replace(sql.find(mark), mark.size(), db::set_parameters(width));
        auto statement = prepare(sql);
        db::for_each_in(
            statement, std::span<const std::int64_t>(ids), [](db::Statement&) {}, width);
    }

    // Returns the ids that a SELECT finds. Refuses those of other offices: then there are none.
    Ids owned(const Kind& kind, const Field& field, const std::string& select) {
        Ids ids;
        auto rows = prepare(select);
        while (rows.step()) ids.push_back(rows.integer(0));
        for (const std::int64_t id : ids)
            if (std::string reason = context_.ownership.change_refusal(kind, id); !reason.empty()) {
                context_.refusals.push_back({"", 0, std::string(field.id), std::move(reason)});
                return {};
            }
        return ids;
    }

    // Updates the records with these ids, which become changed.
    void update(const Kind& kind, const std::string& set, const Ids& ids) {
        run_over(ids, fmt::format("UPDATE {} SET {}changed = $entry WHERE id IN ($keys)", kind.id, set));
        for (const std::int64_t id : ids) context_.ledgers[kind.id].changed(id, "", 0);
        context_.forget_names(kind);
    }

    // Voids the records that a move would make equal in their key to one that refers to the kept record.
    void void_duplicates(const Kind& kind, const Field& field) {
        std::string same;
        for (const auto key : kind.key)
            if (key != field.id) same += fmt::format(" AND o.{0} IS NOT DISTINCT FROM t.{0}", key);
        const Ids ids = owned(kind, field,
                              fmt::format("SELECT t.id FROM {0} t JOIN {0} o ON o.{1} = $keep AND o.voided IS NULL{2} "
                                          "WHERE t.voided IS NULL AND t.{1} = $gone ORDER BY t.id",
                                          kind.id, field.id, same));
        update(kind, "voided = $entry, ", ids);
        for (const std::int64_t id : ids) context_.note(kind, id, "voided", "", "yes");
        voided_.insert(ids.begin(), ids.end());
    }

    void move_values(const Kind& kind, const Field& field) {
        const std::string other = kind.id == target_.id ? " AND t.id <> $keep" : "";
        const Ids ids = owned(kind, field,
                              fmt::format("SELECT t.id FROM {} t WHERE t.voided IS NULL AND t.{} = $gone{} ORDER BY "
                                          "t.id",
                                          kind.id, field.id, other));
        update(kind, fmt::format("{} = $keep, ", field.id), ids);
        for (const std::int64_t id : ids) context_.note(kind, id, field.id, gone_name_, keep_name_);
        moved_.insert(ids.begin(), ids.end());
    }

    // Moves what the field was until a day.
    void move_spans(const Kind& kind, const Field& field) {
        const std::string found = fmt::format(
            "FROM {1} f JOIN {0} t ON t.id = f.{0} WHERE t.voided IS NULL AND f.{2} "
            "= $gone ORDER BY f.{0}",
            kind.id, kind.former_table, field.id);
        const Ids all = owned(kind, field, fmt::format("SELECT DISTINCT f.{} {}", kind.id, found));
        if (all.empty()) return;
        std::vector<std::pair<std::int64_t, std::int64_t>> spans;
        auto rows = prepare(fmt::format("SELECT f.{0}, f.until {1}, f.until", kind.id, found));
        while (rows.step()) spans.emplace_back(rows.integer(0), rows.integer(1));
        for (const auto& [id, until] : spans)
            context_.note(kind, id, fmt::format("{}/{}", field.id, Date::packed(until).iso()), gone_name_, keep_name_);
        run_over(all, fmt::format("UPDATE {0} SET {1} = $keep WHERE {1} = $gone AND {2} IN ($keys)", kind.former_table,
                                  field.id, kind.id));
        update(kind, "", all);
        moved_.insert(all.begin(), all.end());
    }

    // Moves the items of lists. A list with both records keeps the earlier item, because the first has a meaning.
    void move_items(const Kind& kind, const Field& field) {
        const Ids ids = owned(kind, field,
                              fmt::format("SELECT DISTINCT t.id FROM {} i JOIN {} t ON t.id = i.{} WHERE t.voided IS "
                                          "NULL AND i.{} = $gone ORDER BY t.id",
                                          field.table, kind.id, kind.id, field.item));
        if (ids.empty()) return;
        const std::vector<Record> before = load(db_, kind, ids);
        run_over(ids, fmt::format("DELETE FROM {0} WHERE {1} IN ($keep, $gone) AND EXISTS (SELECT 1 FROM {0} o WHERE "
                                  "o.{2} = {0}.{2} AND o.{1} IN ($keep, $gone) AND o.position < {0}.position) AND {2} "
                                  "IN ($keys)",
                                  field.table, field.item, kind.id));
        run_over(ids, fmt::format("UPDATE {0} SET {1} = $keep WHERE {1} = $gone AND {2} IN ($keys)", field.table,
                                  field.item, kind.id));
        update(kind, "", ids);
        const std::vector<Record> after = load(db_, kind, ids);
        const std::size_t at = kind.index(field.id);
        for (std::size_t i = 0; i < after.size(); ++i)
            context_.note(kind, after[i].id, field.id, show(field, before[i].values[at], records::Style::raw),
                          show(field, after[i].values[at], records::Style::raw));
        moved_.insert(ids.begin(), ids.end());
    }

    // Replaces a reference of the kept record to the other one by that one's own: what lay above both stays above.
    void replace_own(const Field& field) {
        const auto value_of = [&](std::int64_t id) {
            auto row = db_.prepare(fmt::format("SELECT {} FROM {} WHERE id = $id", field.id, target_.id));
            row.bind("id", id);
            return row.step() ? row.integer(0) : 0;
        };
        if (value_of(keep_) != gone_) return;
        const std::int64_t above = value_of(gone_);
        const bool none = above == 0 || above == keep_;
        auto row = prepare(fmt::format("UPDATE {0} SET {1} = {2}, changed = $entry WHERE id = $keep", target_.id,
                                       field.id, none ? "NULL" : "$above"));
        if (!none) row.bind("above", above);
        row.run();
        context_.note(target_, keep_, field.id, gone_name_, none ? "" : names_of(db_, target_, {above}).at(above));
        context_.ledgers[target_.id].changed(keep_, "", 0);
        moved_.insert(keep_);
    }

    WriteContext& context_;
    db::Connection& db_;
    const Kind& target_;
    const std::int64_t keep_, gone_;
    std::string keep_name_, gone_name_;
    std::set<std::int64_t> moved_, voided_;  // of the present kind
    Merged merged_;
};

}  // namespace

Merged move_references(WriteContext& context, const Kind& kind, std::int64_t keep, std::int64_t gone) {
    return RecordMerge(context, kind, keep, gone).run();
}

}  // namespace cpcc::store
