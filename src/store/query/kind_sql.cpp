#include "query/kind_sql.hpp"

#include "cpcc/db/condition.hpp"
#include "cpcc/db/sets.hpp"
#include "cpcc/db/value_on.hpp"

#include <algorithm>

namespace cpcc::store {

using records::Field;
using records::Kind;
using records::Type;

namespace {

bool is_wanted(const Wanted& wanted, std::size_t field) { return wanted.empty() || wanted[field]; }

}  // namespace

std::string select_list(const Kind& kind, Refs refs, const Wanted& wanted) {
    std::string list = "t.id";
    for (std::size_t f = 0; f < kind.fields.size(); ++f) {
        const Field& field = kind.fields[f];
        if (field.several() || !is_wanted(wanted, f)) continue;
        if (field.type == Type::ref && refs == Refs::codes)
            list += fmt::format(", r_{}.{}", field.id, records::kind(field.target).has_code() ? "code" : "id");
        else
            list += fmt::format(", t.{}", field.id);
    }
    return list + ", t.created, t.changed, t.voided";
}

std::string joins(const Kind& kind, Refs refs) {
    std::string text;
    if (refs == Refs::ids) return text;
    for (const Field& field : kind.fields)
        if (field.type == Type::ref)
            text += fmt::format(" LEFT JOIN {0} r_{1} ON r_{1}.id = t.{1}", field.target, field.id);
    return text;
}

void read_record(db::Statement& row, const Kind& kind, Record& record, int column, const Wanted& wanted) {
    record.id = row.integer(column++);
    record.values.resize(kind.fields.size());
    for (std::size_t i = 0; i < kind.fields.size(); ++i) {
        records::Value& value = record.values[i];
        const db::Cell cell = kind.fields[i].several() || !is_wanted(wanted, i) ? db::Cell{} : row.cell(column++);
        const auto* text = std::get_if<std::string_view>(&cell);
        if (const auto* number = std::get_if<std::int64_t>(&cell))
            value = *number;
        else if (!text)
            value = std::monostate{};
        else if (auto* held = std::get_if<std::string>(&value))
            held->assign(*text);  // reuses its memory
        else
            value.emplace<std::string>(*text);
    }
    record.created = row.integer(column);
    record.changed = row.integer(column + 1);
    record.voided = row.integer(column + 2);
}

namespace {

std::string items_sql(const Kind& kind, const Field& field, Refs refs, std::string_view owners) {
    const bool refers = !field.target.empty(), codes = refers && refs == Refs::codes;
    const std::string item = refers && !codes ? "''" : db::item_text(field);
    const std::string id = refers ? "i." + std::string(field.item) : "0";
    return fmt::format("SELECT i.{0}, {1}, {2}, {3} FROM {4} i{5} WHERE i.{0} {6}{7} ORDER BY i.{0}, {8}", kind.id,
                       item, id, field.has_roles() ? "i.role" : "0", field.table,
                       codes ? fmt::format(" JOIN {} r ON r.id = i.{}", field.target, field.item) : "", owners,
                       field.has_records() ? " AND i.voided IS NULL" : "", field.has_records() ? "i.id" : "i.position");
}

}  // namespace

void load_items(db::Connection& connection, const Kind& kind, std::span<Record> records, Refs refs,
                const Wanted& wanted) {
    std::vector<std::pair<std::int64_t, Record*>> by_id;
    for (Record& record : records) by_id.emplace_back(record.id, &record);
    std::sort(by_id.begin(), by_id.end());
    std::vector<std::int64_t> ids;
    for (const auto& [id, record] : by_id) ids.push_back(id);
    for (std::size_t f = 0; f < kind.fields.size() && !ids.empty(); ++f) {
        const Field& field = kind.fields[f];
        if (!field.several() || !is_wanted(wanted, f)) continue;
        const auto put = [&](db::Statement& row) {
            const auto owner =
                std::lower_bound(by_id.begin(), by_id.end(), std::pair<std::int64_t, Record*>(row.integer(0), nullptr));
            if (owner == by_id.end() || owner->first != row.integer(0)) return;
            records::Value& value = owner->second->values[f];
            if (!records::given(value)) value = std::vector<records::Item>{};
            std::get<std::vector<records::Item>>(value).push_back({row.str(1), row.integer(2), row.integer(3)});
        };
        if (ids.size() > db::set_size &&
            ids.back() - ids.front() < 4 * static_cast<std::int64_t>(ids.size())) {  // one range scan is cheaper
            auto rows = connection.prepare(items_sql(kind, field, refs, "BETWEEN $low AND $high"));
            rows.bind("low", ids.front()).bind("high", ids.back());
            while (rows.step()) put(rows);
        } else {
            db::for_each_in(connection, items_sql(kind, field, refs, "IN ($keys)"), std::span<const std::int64_t>(ids),
                            put);
        }
    }
}

void bind_value(db::Statement& statement, std::string_view name, const records::Value& value) {
    if (records::empty(value))
        statement.bind_null(name);
    else if (const auto* text = std::get_if<std::string>(&value))
        statement.bind(name, *text);
    else
        statement.bind(name, records::number(value));
}

std::int64_t find_duplicate(db::Connection& connection, const Kind& kind, std::int64_t id,
                            const std::vector<records::Value>& values) {
    if (kind.key.empty()) return 0;
    std::string same;
    for (const auto field : kind.key) same += fmt::format(" AND {0} IS NOT DISTINCT FROM ${0}", field);
    auto row = connection.prepare(
        fmt::format("SELECT id FROM {} WHERE voided IS NULL AND id <> $id{} ORDER BY id", kind.id, same));
    row.bind("id", id);
    for (const auto field : kind.key) bind_value(row, field, values[kind.index(field)]);
    return row.step() ? row.integer(0) : 0;
}

std::string date_expression(const Kind& kind) {
    if (!kind.date.empty()) return fmt::format("t.{}", kind.date);
    if (kind.owner.empty()) return {};
    const Kind& owner = records::kind(kind.at(kind.owner).target);
    return fmt::format("(SELECT d.{} FROM {} d WHERE d.id = t.{})", owner.date, owner.id, kind.owner);
}

std::string of_own_office(const db::Connection& connection, const Kind& kind, std::string_view alias) {
    return connection.by_office() && kind.fact ? fmt::format(" AND {}.office = {}", alias, connection.office())
                                               : std::string();
}

std::string below_cte() {
    return "RECURSIVE below(id) AS (SELECT id FROM area WHERE code = $area_code UNION SELECT a.id FROM area a JOIN "
           "below b ON a.parent = b.id)";
}

std::string area_expression(const Kind& kind, const std::string& alias) {
    std::string each;
    for (const auto place : kind.places) {
        if (place.empty()) return alias + ".id";
        const Field* field = kind.find(place);
        if (!field || field->type != Type::ref) continue;  // a document's authors
        const Kind& next = records::kind(field->target);
        const std::string inner = fmt::format("{}_{}", alias, place);
        each += fmt::format(", {}", field->target == "area"
                                        ? fmt::format("{}.{}", alias, place)
                                        : fmt::format("(SELECT {0} FROM {1} {2} WHERE {2}.id = {3}.{4})",
                                                      area_expression(next, inner), next.id, inner, alias, place));
    }
    return each.empty() ? "NULL" : fmt::format("coalesce(NULL{})", each);
}

std::string area_condition(const Kind& kind, const std::string& alias, std::string day) {
    if (day.empty() && !kind.date.empty()) day = fmt::format("{}.{}", alias, kind.date);
    // What lies there: a record's own area, or what it was on the day of the record that refers to it.
    const auto area_of = [&](const Kind& at, const std::string& its_alias) {
        return day.empty() || !at.at("area").dated ? its_alias + ".area" : db::value_on(at, its_alias, "area", day);
    };
    std::string condition, none_before;
    for (const auto place : kind.places) {
        if (!condition.empty()) condition += " OR ";
        condition += none_before;
        if (place.empty())
            condition += alias + ".id IN (SELECT id FROM below)";
        else if (place == "area")
            condition += area_of(kind, alias) + " IN (SELECT id FROM below)";
        else if (place == "authors")  // the committee of the first
            condition += fmt::format(
                "EXISTS (SELECT 1 FROM document_author {0}_da JOIN member {0}_dm ON {0}_dm.id = {0}_da.member WHERE "
                "{0}_da.document = {0}.id AND {0}_da.position = 1 AND {1} IN (SELECT id FROM below))",
                alias, area_of(records::kind("member"), alias + "_dm"));
        else {
            const Kind& next = records::kind(kind.at(place).target);
            const std::string inner = alias + "_" + std::string(place);
            condition += fmt::format("EXISTS (SELECT 1 FROM {0} {1} WHERE {1}.id = {2}.{3} AND ({4}))", next.id, inner,
                                     alias, place, area_condition(next, inner, day));
        }
        none_before += fmt::format("{}.{} IS NULL AND ", alias, place);
    }
    // A session with partners also belongs to their areas (domain.md, 3).
    if (kind.find("partners"))
        condition += fmt::format(
            " OR EXISTS (SELECT 1 FROM session_partner {0}_sp JOIN platform {0}_pp ON {0}_pp.id = {0}_sp.platform "
            "WHERE {0}_sp.session = {0}.id AND {1} IN (SELECT id FROM below))",
            alias, area_of(records::kind("platform"), alias + "_pp"));
    return condition;
}

}  // namespace cpcc::store
