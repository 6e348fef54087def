#include "cpcc/store/check.hpp"

#include "cpcc/base/date.hpp"
#include "cpcc/base/printable.hpp"
#include "cpcc/db/catalog.hpp"
#include "cpcc/records/stored.hpp"
#include "cpcc/store/conveners.hpp"
#include "cpcc/store/doubles.hpp"
#include "cpcc/store/former.hpp"
#include "query/kind_sql.hpp"
#include "rules/rule_table.hpp"

#include <algorithm>

namespace cpcc::store {

using records::Field;
using records::Kind;
using records::Value;
using Each = std::function<void(Finding)>;

namespace {

std::string shown(const Kind& kind, const std::string& record) {
    return fmt::format("{} {}", kind.label.get(), printable(record));
}

// Returns the command that changes a field of a record.
std::string edit_command(const Kind& kind, const std::string& record, std::string_view field) {
    std::string option(field);
    std::replace(option.begin(), option.end(), '_', '-');
    return fmt::format("cpcc {} edit {} --{} {}", kind.id, record.starts_with('#') ? "'" + record + "'" : record,
                       option, say(Words{"内容", "VALUE"}));
}

std::string restore_command() { return say(Words{"cpcc restore 备份文件", "cpcc restore BACKUP"}); }

Finding impossible(const Kind& kind, const std::string& record, const Field& field, const Value& value) {
    const std::string text = printable(records::masked(field, records::show(field, value, records::Style::raw)));
    const bool is_key = field.type == records::Type::code;  // no command finds a record by a wrong code
    return {Severity::error, shown(kind, record),
            say(Words{"{}：“{}”不是该项可能的值", "{}: \"{}\" is not a possible value"}, field.id, text),
            is_key ? restore_command() : edit_command(kind, record, field.id)};
}

bool is_missing(const Field& field, const Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    return field.required && field.type != records::Type::code && (records::empty(value) || (text && text->empty()));
}

void check_values(const Kind& kind, const Record& record, const std::vector<Value>& values, const Each& each) {
    for (std::size_t f = 0; f < kind.fields.size(); ++f)
        if (!records::is_possible(kind.fields[f], values[f]) || is_missing(kind.fields[f], values[f]))
            each(impossible(kind, name_of(kind, record), kind.fields[f], values[f]));
}

bool is_possible(const Kind& kind, const Former& span) {
    static const Field until = records::date("until", {"截止日", "until"});
    for (std::size_t f = 0; f < kind.fields.size(); ++f)
        if (!records::is_possible(kind.fields[f], span.values[f])) return false;
    return records::is_possible(until, Value(std::int64_t{span.until}));
}

void check_former(db::Connection& connection, const Kind& kind, const Each& each) {
    std::vector<std::int64_t> wrong;
    for (const auto& [id, spans] : former_values(connection, kind, Refs::ids))
        if (!std::all_of(spans.begin(), spans.end(), [&](const Former& span) { return is_possible(kind, span); }))
            wrong.push_back(id);
    for (const auto& [id, name] : names_of(connection, kind, wrong))
        each({Severity::error, shown(kind, name), say(Words{"沿革中有不可能的值", "an earlier value is impossible"}),
              restore_command()});
}

void check_kind(db::Connection& connection, const Kind& kind, const Each& each) {
    constexpr std::size_t whole_block = 1000;
    auto rows = connection.prepare(
        fmt::format("SELECT {} FROM {} t ORDER BY t.id", select_list(kind, Refs::ids), kind.id), db::Rows::many);
    std::vector<Record> block(whole_block);
    std::size_t filled = 0;
    const auto flush = [&] {
        const std::span<Record> records(block.data(), filled);
        load_items(connection, kind, records, Refs::ids);
        for (const Record& record : records) check_values(kind, record, record.values, each);
        filled = 0;
    };
    while (rows.step()) {
        read_record(rows, kind, block[filled++]);
        if (filled == whole_block) flush();
    }
    flush();
    check_former(connection, kind, each);
}

void check_references(db::Connection& connection, const Each& each) {
    for (const db::BrokenReference& broken : connection.catalog().broken_references()) {
        const Kind* kind = records::find_kind(broken.table);
        const auto names =
            kind && broken.row != 0 ? names_of(connection, *kind, {broken.row}) : std::map<std::int64_t, std::string>();
        const std::string record = names.empty() ? "" : names.begin()->second;
        const bool can_edit = kind && !record.empty() && kind->find(broken.column);
        each({Severity::error, record.empty() ? broken.table : shown(*kind, record),
              say(Words{"{}：引用的 {} 记录不存在", "{}: the {} that it refers to does not exist"}, broken.column,
                  broken.target),
              can_edit ? edit_command(*kind, record, broken.column) : restore_command()});
    }
}

void check_rules(db::Connection& connection, const Each& each) {
    find_breaches(connection, [&](const Breach& breach) {
        const Kind& kind = records::kind(breach.rule->kind);
        each({Severity::error, shown(kind, breach.record),
              fmt::format("{}: {}", breach.rule->field, printable(breach.reason)),
              kind.find(breach.rule->field) ? edit_command(kind, breach.record, breach.rule->field)
                                            : fmt::format("cpcc {} show {}", kind.id, breach.record)});
    });
}

}  // namespace

void check(db::Connection& connection, const Each& each) {
    for (const Kind* kind : records::kinds()) check_kind(connection, *kind, each);
    check_references(connection, each);
    check_rules(connection, each);
    for (Finding& finding : former_conveners(connection)) each(std::move(finding));
    for (Finding& finding : doubles(connection)) each(std::move(finding));
}

}  // namespace cpcc::store
