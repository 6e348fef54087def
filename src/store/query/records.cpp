#include "cpcc/store/records.hpp"

#include "cpcc/base/error.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/db/condition.hpp"
#include "cpcc/db/sets.hpp"
#include "cpcc/store/possible.hpp"
#include "cpcc/store/renamed.hpp"
#include "query/kind_sql.hpp"

#include <algorithm>

namespace cpcc::store {

using records::Condition;
using records::Field;
using records::Kind;
using records::Type;

std::string name_of(const Kind& kind, const Record& record) {
    const auto* code = kind.has_code() ? std::get_if<std::string>(&record.values[0]) : nullptr;
    return code ? *code : "#" + std::to_string(record.id);
}

std::map<std::int64_t, std::string> names_of(db::Connection& connection, const Kind& kind,
                                             const std::vector<std::int64_t>& ids) {
    std::map<std::int64_t, std::string> names;
    const std::string sql =
        fmt::format("SELECT id, {} FROM {} WHERE id IN ($keys)", kind.has_code() ? "code" : "NULL", kind.id);
    db::for_each_in(connection, sql, std::span<const std::int64_t>(ids), [&](db::Statement& row) {
        names[row.integer(0)] = kind.has_code() ? row.str(1) : "#" + std::to_string(row.integer(0));
    });
    return names;
}

std::vector<Record> load(db::Connection& connection, const Kind& kind, std::vector<std::int64_t> ids, Refs refs) {
    std::vector<Record> found;
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    if (ids.empty()) return found;
    const std::string sql = fmt::format("SELECT {} FROM {} t{} WHERE t.id IN ($keys) ORDER BY t.id",
                                        select_list(kind, refs), kind.id, joins(kind, refs));
    db::for_each_in(connection, sql, std::span<const std::int64_t>(ids),
                    [&](db::Statement& row) { read_record(row, kind, found.emplace_back()); });
    load_items(connection, kind, found, refs);
    return found;
}

std::optional<Record> newest(db::Connection& connection, const Kind& kind) {
    auto row = connection.prepare(fmt::format("SELECT max(id) FROM {} WHERE voided IS NULL", kind.id));
    if (!row.step() || row.integer(0) == 0) return std::nullopt;
    return load(connection, kind, {row.integer(0)}).at(0);
}

namespace {

std::int64_t id_of(db::Connection& connection, const Kind& kind, std::string_view name) {
    if (!kind.has_code()) {
        const auto number = whole_number(name.starts_with('#') ? name.substr(1) : name);
        if (!number)
            throw Error(
                Exit::usage, say(Words{"“{}”不是行号", "\"{}\" is not a row number"}, name),
                say(Words{"请填写行号，如 #12（见 cpcc {} list）", "use a row number such as #12 (see cpcc {} list)"},
                    kind.id));
        return *number;
    }
    auto row = connection.prepare(fmt::format("SELECT id FROM {} WHERE code = $code", kind.id));
    row.bind("code", name);
    return row.step() ? row.integer(0) : 0;
}

}  // namespace

Record find(db::Connection& connection, const Kind& kind, std::string_view name, Refs refs) {
    auto found = load(connection, kind, {id_of(connection, kind, name)}, refs);
    if (found.empty()) {
        const std::string now = renamed_to(connection, kind, name);
        throw Error(Exit::failed, say(Words{"{} {} 不存在", "{} {} does not exist"}, kind.label.get(), name),
                    now.empty() ? say(Words{"见 cpcc {} list --all", "see cpcc {} list --all"}, kind.id)
                                : now_called(name, now));
    }
    return std::move(found.front());
}

namespace {

struct ListSql {
    db::ConditionSql conditions;
    std::string where = "1 = 1";

    void add(std::string condition) { where += " AND (" + condition + ")"; }
    std::string parameter(records::Value value) { return conditions.parameter(std::move(value)); }
};

std::string date_column(const Kind& kind) {
    if (std::string day = date_expression(kind); !day.empty()) return day;
    throw Error(Exit::usage,
                say(Words{"{}没有日期，不能使用 --since、--until", "{} has no date; remove --since and --until"},
                    kind.label.get()));
}

ListSql conditions(db::Engine engine, const Kind& kind, const Filter& filter) {
    ListSql sql{{engine, kind, db::References::joined}};
    if (!filter.voided_too) sql.add("t.voided IS NULL");
    if (filter.since)
        sql.add(fmt::format("{} >= ${}", date_column(kind), sql.parameter(std::int64_t{filter.since->packed()})));
    if (filter.until)
        sql.add(fmt::format("{} <= ${}", date_column(kind), sql.parameter(std::int64_t{filter.until->packed()})));
    for (const std::string& tag : filter.tags)
        sql.add(fmt::format("EXISTS (SELECT 1 FROM {0}_tag g WHERE g.{0} = t.id AND g.tag = ${1})", kind.id,
                            sql.parameter(tag)));
    for (const Condition& condition : filter.conditions) sql.add(sql.conditions.of(condition));
    if (filter.area) {
        if (kind.places.empty())
            throw Error(Exit::usage,
                        say(Words{"{}不属于任何区划，不能使用 --area", "{} does not belong to an area; remove --area"},
                            kind.label.get()));
        sql.add(area_condition(kind));
    }
    return sql;
}

std::string order_by(const Kind& kind, const Filter& filter) {
    // An owner creates its live parts, so the voided ones come after them.
    if (filter.as_made)
        return kind.owner.empty() ? "t.id"
                                  : fmt::format("t.{}, CASE WHEN t.voided IS NULL THEN 0 ELSE 1 END, t.id", kind.owner);
    const std::string tie = kind.has_code() ? "t.code" : "t.id";
    if (!filter.sort) return tie;
    if (filter.sort->several())
        throw Error(Exit::usage,
                    say(Words{"不能按含多个值的字段 {} 排序", "cannot sort by field {}, which has several values"},
                        filter.sort->id));
    const std::string column = filter.sort->type == Type::ref ? fmt::format("r_{}.code", filter.sort->id)
                                                              : fmt::format("t.{}", filter.sort->id);
    return fmt::format("{}{} NULLS LAST, {}", column, filter.descending ? " DESC" : "", tie);
}

}  // namespace

void list(db::Connection& connection, const Kind& kind, const Filter& filter,
          const std::function<void(const Record&)>& each) {
    if (filter.area) find(connection, records::kind("area"), *filter.area);
    const ListSql sql = conditions(connection.engine(), kind, filter);
    auto rows = connection.prepare(
        fmt::format("{}SELECT {} FROM {} t{} WHERE {} ORDER BY {}{}", filter.area ? "WITH " + below_cte() + " " : "",
                    select_list(kind, Refs::codes, filter.wanted), kind.id, joins(kind, Refs::codes), sql.where,
                    order_by(kind, filter), filter.limit ? " LIMIT $limit" : ""),
        db::Rows::many);
    if (filter.area) rows.bind("area_code", *filter.area);
    if (filter.limit) rows.bind("limit", *filter.limit);
    sql.conditions.bind(rows);
    constexpr std::size_t whole_block = 1000;
    // Reused for every block, so that its texts reuse their memory.
    std::vector<Record> block;
    std::size_t filled = 0;
    const auto flush = [&] {
        const std::span<Record> records(block.data(), filled);
        load_items(connection, kind, records, Refs::codes, filter.wanted);
        if (filter.names) filter.names->fetch(kind, records, filter.wanted);
        for (const Record& record : records) {
            require_possible(kind, record);
            each(record);
        }
        filled = 0;
    };
    while (rows.step()) {
        if (filled == block.size()) block.emplace_back();
        read_record(rows, kind, block[filled++], 0, filter.wanted);
        if (filled == whole_block) flush();
    }
    flush();
}

namespace {

// Returns the SELECT of `what` from the live records of a kind that refer to a record of another; `one` is the test of
// its id. Empty: the kind does not refer to the other one.
std::string references_sql(const Kind& kind, const Kind& target, std::string_view what, std::string_view one) {
    std::string either;
    for (const Field& field : kind.fields) {
        if (field.target != target.id || field.has_records()) continue;  // those records refer to it themselves
        if (!either.empty()) either += " OR ";
        if (field.type == Type::ref)
            either += fmt::format("t.{} {}", field.id, one);
        else
            either += fmt::format("EXISTS (SELECT 1 FROM {} i WHERE i.{} = t.id AND i.{} {})", field.table, kind.id,
                                  field.item, one);
    }
    if (either.empty()) return either;
    return fmt::format("SELECT {} FROM {} t WHERE t.voided IS NULL AND ({})", what, kind.id, either);
}

}  // namespace

std::vector<Reference> references(db::Connection& connection, const Kind& target, std::int64_t id) {
    std::vector<Reference> found;
    for (const Kind* kind : records::kinds()) {
        const std::string sql = references_sql(*kind, target, "count(*)", "= $id");
        if (sql.empty()) continue;
        auto row = connection.prepare(sql);
        row.bind("id", id);
        if (row.step() && row.integer(0) > 0) found.push_back({kind, row.integer(0)});
    }
    return found;
}

std::map<const Kind*, std::set<std::int64_t>> facts_of(db::Connection& connection, const Kind& target,
                                                       std::span<const std::int64_t> ids) {
    std::map<const Kind*, std::set<std::int64_t>> found;
    const std::size_t width = db::set_width(ids.size());
    const std::string any = fmt::format("IN ({})", db::set_parameters(width));
    for (const Kind* kind : records::kinds()) {
        const std::string sql = references_sql(*kind, target, "t.id", any);
        if (sql.empty() || (kind->date.empty() && kind->owner.empty())) continue;
        auto rows = connection.prepare(sql);
        db::for_each_in(
            rows, ids, [&](db::Statement& row) { found[kind].insert(row.integer(0)); }, width);
    }
    return found;
}

}  // namespace cpcc::store
