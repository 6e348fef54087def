#include "counting/field_group.hpp"

#include "cpcc/base/error.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/db/condition.hpp"
#include "cpcc/records/stored.hpp"
#include "facts/matching_rows.hpp"
#include "facts/register_rows.hpp"

#include <algorithm>

namespace cpcc::report {

namespace {

using records::Field;
using records::Type;

bool is_register(const Registers& registers, std::string_view kind) {
    return with_register(registers, kind, [](const auto&) {});
}

// Returns the kind of the records that are the members of a group; empty if they are no records.
std::string_view kind_of_members(const FieldPath& path) {
    return path.field->type == Type::code ? path.kind : path.field->target;
}

// Returns whether two paths lead to the same members.
bool agree(const FieldPath& a, const FieldPath& b) {
    if (!kind_of_members(a).empty()) return kind_of_members(a) == kind_of_members(b);
    const auto same = [](const records::Choice& x, const records::Choice& y) { return x.id == y.id; };
    const auto &x = a.field->choices, &y = b.field->choices;
    return a.field->type == b.field->type && std::equal(x.begin(), x.end(), y.begin(), y.end(), same);
}

// Returns the path by which a field of facts of a source is unique, e.g. `member.level` for `level`.
std::string full_name(const Source& source, std::string_view id) {
    if (id.find('.') != std::string_view::npos) return std::string(id);
    const bool own = records::kind(source.kind).find(id) || source.owner.empty();
    return fmt::format("{}.{}", own ? source.kind : source.owner, id);
}

// Returns whether facts of a source have a meaning by a path: members by their committee have none by platform.
bool has_meaning(const Source& source, const FieldPath& path) {
    return !source.by_committee || !path.column || path.column->holds != Holds::platforms;
}

}  // namespace

FieldGroup::FieldGroup(const Registers& registers, std::string_view id, const std::vector<const Source*>& sources)
    : registers_(registers), id_(id) {
    std::optional<FieldPath> first;
    for (const Source* source : sources) {
        auto path = find_path(*source, id);
        if (!path || !has_meaning(*source, *path)) continue;
        if (!first) first = path;
        if (!agree(*first, *path))
            throw Error(Exit::usage,
                        say(Words{"分组 {} 有多种含义：{}、{}", "the group {} has several meanings: {}, {}"}, id,
                            full_name(*reaches_.begin()->first, id), full_name(*source, id)),
                        say(Words{"请写明其中一种，或用 --measures 只选一类指标",
                                  "name one of them, or select measures of one kind with --measures"}));
        reaches_.emplace(source, Reach{std::move(*path)});
    }
    for (const Source& source : report::sources())  // where no measure has it, it has the members of the first that has
        if (!first) first = find_path(source, id);
    field_ = first->field;
    if (const auto kind = kind_of_members(*first); is_register(registers, kind)) target_ = kind;
    open_ = target_.empty() && field_->choices.empty() && field_->type != Type::yesno;
}

const FieldPath* FieldGroup::path(const Source& source) const {
    const auto found = reaches_.find(&source);
    return found == reaches_.end() ? nullptr : &found->second.path;
}

// Returns the columns of the statement: the value, and the title of a record that is no register.
std::string FieldGroup::value_sql(const FieldPath& path) const {
    const std::string at = path.refs.empty() ? "t" : "w";
    const Field& field = *path.field;
    std::string value = fmt::format("{}.{}", at, field.id);
    std::string title = "NULL";
    if (field.type == Type::yesno) value = fmt::format("coalesce({}, 0)", value);
    if (field.type == Type::code) title = fmt::format("{}.{}", at, records::kind(path.kind).title);
    if (field.type == Type::ref && target_.empty()) {
        const records::Kind& kind = records::kind(field.target);
        title = fmt::format("(SELECT x.{} FROM {} x WHERE x.id = {})", kind.title, kind.id, value);
        value = fmt::format("(SELECT x.code FROM {} x WHERE x.id = {})", kind.id, value);
    }
    if (path.refs.empty()) return value + ", " + title;
    const auto there = [&](const std::string& sql) {
        return fmt::format("(SELECT {} FROM {} w WHERE w.id = {})", sql, path.refs.back()->target,
                           db::row_at(path.refs));
    };
    return there(value) + ", " + there(title);
}

// Returns the number of the member in a row; 0 for none.
int FieldGroup::number(const db::Statement& row, int at) {
    if (row.is_null(at)) return 0;
    if (!open_) return row.small(at) + (field_->type == Type::yesno ? 1 : 0);
    const auto [place, fresh] = numbers_.try_emplace(row.str(at), static_cast<int>(codes_.size()) + 1);
    if (fresh) {
        codes_.push_back(place->first);
        names_.push_back(row.str(at + 1));
    }
    return place->second;
}

// Returns the members of the records at which a path begins.
RowNumbers FieldGroup::members_at(db::Connection& connection, const Source& source, const FieldPath& path,
                                  const Period& period) {
    RowNumbers members;
    auto rows = rows_that_may_count(connection, source, path, period, value_sql(path));
    while (rows.step()) members.set(rows.integer(0), number(rows, 1));
    return members;
}

void FieldGroup::load(db::Connection& connection, const Source& source, const Period& period) {
    const auto found = reaches_.find(&source);
    if (found == reaches_.end() || found->second.path.is_column()) return;
    Reach& reach = found->second;
    if (reach.path.column && reach.loaded) return;
    reach.loaded = true;
    const auto step = dated_step(reach.path);
    if (step) reach.on_day.emplace(connection, registers_, source, reach.path, *step, period);
    if (!step || step->rest) reach.members = members_at(connection, source, step ? *step->rest : reach.path, period);
}

int FieldGroup::of_value(const Source& source, const Fact& fact) const {
    const auto value = static_cast<int>(fact.values[at(source).path.column->value]);
    return field_->type == Type::yesno ? value + 1 : value;
}

int FieldGroup::of_row(const Source& source, std::int64_t row, int day) const {
    const Reach& reach = at(source);
    if (!reach.on_day) return reach.members->of(row);
    const int value = reach.on_day->of(row, day);
    return reach.members ? reach.members->of(value) : value;
}

int FieldGroup::size() const {
    if (open_) return static_cast<int>(codes_.size());
    return field_->type == Type::yesno ? 2 : static_cast<int>(field_->choices.size());
}

std::string FieldGroup::code(int member) const {
    const auto at = static_cast<std::size_t>(member - 1);
    if (open_) return codes_[at];
    if (field_->type == Type::yesno) return show(*field_, std::int64_t{member - 1}, records::Style::raw);
    return std::string(records::choice(field_->choices, member).id);
}

std::string FieldGroup::name(int member) const {
    const auto at = static_cast<std::size_t>(member - 1);
    if (open_) return names_[at];
    if (field_->type == Type::yesno) return show(*field_, std::int64_t{member - 1}, records::Style::human);
    return records::choice(field_->choices, member).label.str();
}

}  // namespace cpcc::report
