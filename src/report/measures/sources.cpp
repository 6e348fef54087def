#include "measures/sources.hpp"

#include "cpcc/base/error.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace cpcc::report {

namespace {

using Columns = std::vector<Column>;

// Returns the column for a field of a record. The reader selects `sql`; without it, the reader computes the value.
Column of(std::string_view kind, std::string_view field, std::string_view sql = {}) {
    return {records::kind(kind).at(field), Holds::value, sql};
}
Column property(records::Field field, std::string_view sql = {}) { return {field, Holds::value, sql}; }
Column topic(std::string_view sql, std::string_view inherited_sql = {}) {
    Column column = of("session", "topic", sql);
    column.inherited_sql = inherited_sql;
    return column;
}
Column platform() { return {records::ref("platform", {"平台", "platform"}, "platform"), Holds::platforms}; }
Column member() { return {records::ref("member", {"委员", "member"}, "member"), Holds::members}; }
Column unit() { return {records::ref("unit", {"单位", "unit"}, "unit"), Holds::units}; }
Column sector() { return {records::ref("sector", {"界别", "sector"}, "sector"), Holds::sector}; }

Column tags() {
    records::Field field = records::kind("session").at("tags");
    field.label = {"标签", "tag"};  // as custom measures call it
    return {field, Holds::tags};
}

// Completes a row: adds the column of tags, which every source has, and numbers the values.
Source row(Source source) {
    source.columns.push_back(tags());
    std::size_t values = 0;
    for (Column& column : source.columns) {
        if (column.holds == Holds::value) column.value = values++;
        if (!column.sql.empty()) source.selected.push_back({column.value, none_of(column.field)});
    }
    if (values > most_values) throw std::logic_error("too many values: " + std::string(source.id));
    return source;
}

Columns operator+(Columns columns, Columns more) {
    columns.insert(columns.end(), more.begin(), more.end());
    return columns;
}

// Returns the columns of facts that belong to a session.
Columns of_session() {
    return {of("session", "kind", "s.kind"),
            of("session", "form", "s.form"),
            topic("s.topic"),
            platform(),
            member(),
            sector(),
            unit()};
}
Columns of_problem() {
    return {of("problem", "category", "p.category"),
            topic("p.topic", "coalesce(p.topic, s.topic)"),
            platform(),
            member(),
            sector(),
            unit()};
}
Columns of_state() {
    return {property(records::yesno("solved", {"已解决", "solved"})),
            property(records::yesno("overdue", {"超期", "overdue"})),
            property(records::yesno("on_time", {"按期解决", "on time"})),
            property(records::yesno("replicates", {"带动问题", "replicates"}),
                     "CASE WHEN p.follows IS NULL THEN 0 ELSE 1 END"),
            of("problem", "due_on", "p.due_on")};
}
Columns of_document() {
    return {of("document", "kind", "d.kind"),
            topic("d.topic", "coalesce(d.topic, s.topic, p.topic, ps.topic)"),
            of("document", "adopted_level", "d.adopted_level"),
            platform(),
            sector(),
            member()};
}
Columns of_pairing() {
    return {of("pairing", "target_group", "t.target_group"), of("pairing", "count", "t.count"), member()};
}

// The values of each row are: id, kind, day, dated, lies, counts, columns, read.
std::vector<Source> of_registers() {
    return {
        row({"platform",
             "platform",
             "",
             Dated::on_last_day,
             Lies::by_platforms,
             Counts::records,
             {of("platform", "kind"), of("platform", "model"), platform(), sector()},
             read::platforms}),
        row({"member",
             "member",
             "",
             Dated::on_last_day,
             Lies::by_area,
             Counts::members,
             {property(records::yesno("committed", {"已签承诺书", "committed"})), member(), sector()},
             read::members,
             true}),
        row({"assigned",
             "member",
             "",
             Dated::on_last_day,
             Lies::by_area,
             Counts::members,
             {property(records::yesno("committed", {"已签承诺书", "committed"})), member(), sector(), platform()},
             read::assigned_members,
             true}),
        row({"sent",
             "assignment",
             "since",
             Dated::on_last_day,
             Lies::by_platforms,
             Counts::members,
             {of("assignment", "role", "t.role"), member(), sector(), platform()},
             read::assignments,
             false,
             false,
             "member"}),
        row({"area",
             "area",
             "",
             Dated::on_last_day,
             Lies::by_area,
             Counts::records,
             {of("area", "level"), of("area", "zone")},
             read::areas}),
        row({"community",
             "area",
             "",
             Dated::on_last_day,
             Lies::by_area,
             Counts::records,
             {property(records::yesno("covered", {"已覆盖", "covered"}))},
             read::communities}),
    };
}

std::vector<Source> of_activities() {
    return {
        row({"session", "session", "held_on", Dated::in_period, Lies::by_platforms, Counts::records,
             of_session() + Columns{of("session", "residents", "s.residents"), of("session", "served", "s.served"),
                                    property(records::yesno("converted", {"已转化", "converted"}))},
             read::sessions}),
        row({"attendance", "attendance", "held_on", Dated::in_period, Lies::by_platforms, Counts::members,
             of_session() + Columns{of("attendance", "role"), property(records::yesno("present", {"到场", "present"})),
                                    property(records::count("people", {"人次", "people"}))},
             read::attendances, false, true, "session"}),
        row({"participation", "session", "held_on", Dated::in_period, Lies::by_platforms, Counts::units, of_session(),
             read::participations}),
    };
}

std::vector<Source> of_problems() {
    return {
        row({"topic",
             "topic",
             "approved_on",
             Dated::in_period,
             Lies::by_platforms,
             Counts::records,
             {of("topic", "kind", "t.kind"), topic("t.id"), platform(), sector(), unit()},
             read::topics}),
        row({"raised", "problem", "raised_on", Dated::in_period, Lies::by_platforms, Counts::records,
             of_problem() + of_state(), read::problems}),
        row({"solved", "problem", "solved_on", Dated::in_period, Lies::by_platforms, Counts::records,
             of_problem() + of_state(), read::problems}),
        row({"closed", "problem", "closed_on", Dated::in_period, Lies::by_platforms, Counts::records,
             of_problem() + of_state(), read::problems}),
        row({"open", "problem", "raised_on", Dated::on_last_day, Lies::by_platforms, Counts::records,
             of_problem() + of_state(), read::problems}),
        row({"lookback", "lookback", "seen_on", Dated::in_period, Lies::by_platforms, Counts::records,
             of_problem() +
                 Columns{of("lookback", "result", "l.result"), of("lookback", "satisfaction", "l.satisfaction")},
             read::lookbacks, false, false, "problem"}),
    };
}

std::vector<Source> of_results() {
    return {
        row({"document", "document", "filed_on", Dated::in_period, Lies::by_platforms, Counts::records, of_document(),
             read::documents}),
        row({"handling", "handling", "done_on", Dated::in_period, Lies::by_platforms, Counts::documents,
             of_document() + Columns{of("handling", "step", "h.step"), of("handling", "level", "h.level")},
             read::handlings, false, false, "document"}),
        row({"donation",
             "donation",
             "given_on",
             Dated::in_period,
             Lies::by_platforms,
             Counts::records,
             {of("donation", "cash", "t.cash"), of("donation", "value", "t.value"),
              of("donation", "beneficiaries", "t.beneficiaries"), of("donation", "quantity", "t.quantity"),
              property(records::money("total", {"合计", "total"}), "coalesce(t.cash, 0) + coalesce(t.value, 0)"),
              topic("0", "s.topic"), platform(), sector(), member()},
             read::donations}),
        row({"pledge",
             "pledge",
             "pledged_on",
             Dated::in_period,
             Lies::by_platforms,
             Counts::records,
             {of("pledge", "target", "t.target"), of("pledge", "amount", "t.amount"), of("pledge", "paid", "t.paid"),
              member()},
             read::pledges}),
        row({"publicity",
             "publicity",
             "published_on",
             Dated::in_period,
             Lies::by_platforms,
             Counts::records,
             {of("publicity", "model_case", "n.model_case"), topic("0", "coalesce(s.topic, p.topic, ps.topic)"),
              platform(), sector()},
             read::publicity}),
        row({"pairing", "pairing", "since", Dated::on_last_day, Lies::by_platforms, Counts::records, of_pairing(),
             read::pairings}),
        row({"commended_member",
             "commendation",
             "issued_on",
             Dated::in_period,
             Lies::by_platforms,
             Counts::members,
             {member(), sector()},
             read::commendations}),
        row({"commended_platform",
             "commendation",
             "issued_on",
             Dated::in_period,
             Lies::by_platforms,
             Counts::platforms,
             {platform(), sector()},
             read::commendations}),
    };
}

// Returns the sources that only appraisals use.
std::vector<Source> of_events() {
    return {
        row({"paired", "pairing", "since", Dated::on_any_day, Lies::by_platforms, Counts::records, of_pairing(),
             read::pairings}),
        row({"assignment",
             "assignment",
             "since",
             Dated::on_any_day,
             Lies::by_platforms,
             Counts::members,
             {of("assignment", "role", "t.role"), member(), sector(), platform()},
             read::assignments}),
        row({"commitment",
             "member",
             "committed_on",
             Dated::in_period,
             Lies::by_area,
             Counts::members,
             {member()},
             read::commitments}),
    };
}

}  // namespace

std::int64_t none_of(const records::Field& field) noexcept {
    const bool has_zero = field.choices.empty() && field.target.empty() && field.type != records::Type::yesno;
    return has_zero ? no_value : 0;
}

const Column* Source::find(std::string_view field) const noexcept {
    const auto found =
        std::find_if(columns.begin(), columns.end(), [&](const Column& column) { return column.field.id == field; });
    return found == columns.end() ? nullptr : &*found;
}

const Column& Source::at(std::string_view field) const {
    if (const Column* column = find(field)) return *column;
    throw std::logic_error("no column " + std::string(field) + " in " + std::string(id));
}

std::string_view Source::counted_kind() const noexcept {
    constexpr std::array<std::string_view, 4> kinds{"member", "unit", "platform", "document"};
    return counts == Counts::records ? kind : kinds[static_cast<std::size_t>(counts) - 1];
}

std::string Source::select(bool inherited_topics) const {
    std::string list;
    for (const Column& column : columns)
        if (!column.sql.empty())
            list += fmt::format(", {}",
                                inherited_topics && !column.inherited_sql.empty() ? column.inherited_sql : column.sql);
    return list;
}

bool Source::has_group(Group group) const noexcept {
    if (by_committee && is_place(group) && group > Group::district) return false;
    return is_time(group) || is_area(group) || find(words_of(group).id) != nullptr;
}

std::span<const Source> sources() {
    static const std::vector<Source> table = [] {
        std::vector<Source> all;
        for (const auto& some : {of_registers(), of_activities(), of_problems(), of_results(), of_events()})
            all.insert(all.end(), some.begin(), some.end());
        return all;
    }();
    return table;
}

const Source& source(std::string_view id) {
    const auto all = sources();
    const auto found = std::find_if(all.begin(), all.end(), [&](const Source& one) { return one.id == id; });
    if (found == all.end()) throw std::logic_error("no such source: " + std::string(id));
    return *found;
}

std::vector<const Source*> sources_of(const std::vector<Asked>& measures) {
    std::vector<const Source*> all;
    for (const Asked& asked : measures)
        if (const Source* one = &source_of(asked); std::find(all.begin(), all.end(), one) == all.end())
            all.push_back(one);
    return all;
}

const records::Field& choice_field(Group group) {
    return group == Group::form ? records::kind("session").at("form") : records::kind("problem").at("category");
}

}  // namespace cpcc::report
