// Lists the records behind one cell of the summary.
#include "summary/explain.hpp"
#include "counting/tally.hpp"
#include "cpcc/base/date.hpp"
#include "cpcc/base/error.hpp"
#include "cpcc/base/money.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/report/summary.hpp"
#include "evidence/cell_name.hpp"
#include "evidence/evidence.hpp"
#include "evidence/notes.hpp"
#include "summary/frozen_figures.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace cpcc::report {

namespace {

// Returns the row number of what a distinct count counts. A document is numbered by its reader; its row number is that
// of the fact, or of the fact's owner for a step of its handling.
std::int64_t counted_row(const Source& source, const Fact& fact) {
    if (source.counts != Counts::documents) return fact.person;
    return fact.owner != 0 ? fact.owner : fact.id;
}

struct SummaryCell {
    std::vector<std::string> codes;  // one for each group; none: the total
    std::string measure;
};

Error wrong_cell(const std::string& cell, const SummarySpec& spec) {
    std::string form;
    for (const Group group : spec.by) form += fmt::format("{}{}", form.empty() ? "" : ",", words_of(group).id);
    return not_a_cell(
        cell, form.empty() ? say(Words{"未用 --by 时，请只写指标，如 sessions",
                                       "without --by, use the measure alone, e.g. sessions"})
                           : say(Words{"请写作 {}:指标，合计只写指标，空编号写 -",
                                       "use {}:MEASURE, or MEASURE alone for the total; write - for an empty code"},
                                 form));
}

SummaryCell parse_cell(const std::string& cell, const SummarySpec& spec) {
    const auto colon = cell.rfind(':');
    if (colon == std::string::npos) return {{}, cell};
    SummaryCell name{{}, cell.substr(colon + 1)};
    const std::string_view row = std::string_view(cell).substr(0, colon);
    const bool is_text = spec.by.size() == 1 && is_field(spec.by.front());  // which can have commas
    for (const auto code : is_text ? std::vector{row} : split(row, ","))
        name.codes.emplace_back(code == "-" ? "" : trim(code));
    if (name.codes.size() == 1 && (name.codes[0] == "total" || name.codes[0] == "合计"))
        name.codes.clear();
    else if (name.codes.size() != spec.by.size())
        throw wrong_cell(cell, spec);
    return name;
}

class Explanation {
public:
    Explanation(db::Connection& connection, const SummarySpec& spec, const std::string& cell)
        : connection_(connection),
          spec_(spec),
          cell_(parse_cell(cell, spec)),
          registers_(connection),
          asked_(one_measure()),
          grouping_(registers_, non_time(), registers_.area(spec.area), sources()) {
        read_labels();
    }

    files::Table table();
    files::Table table_by_row();
    void check() const;

private:
    void check_codes() const;
    void read_labels();
    std::vector<Asked> one_measure() const {
        if (const Asked* asked = find_named(spec_.measures, cell_.measure)) return {*asked};
        if (!find_measure(cell_.measure) && cell_.codes.empty() && !spec_.by.empty())
            throw wrong_cell(cell_.measure, spec_);
        return ask({cell_.measure}, {});
    }
    // Returns the sources of all measures in the report, because the choices of a column depend on them.
    std::vector<const Source*> sources() const {
        std::vector<const Source*> all{&source_of(asked_.front())};
        for (const Asked& asked : spec_.measures) all.push_back(&source_of(asked));
        return all;
    }
    std::vector<Group> non_time() const {
        std::vector<Group> rest;
        std::copy_if(spec_.by.begin(), spec_.by.end(), std::back_inserter(rest),
                     [](Group group) { return !is_time(group); });
        return rest;
    }
    Period period() const;
    bool is_cell(const Key&) const;
    std::optional<int> area_of_cell() const;
    std::string row_name() const;
    std::string note_of_closing(std::optional<std::int64_t> now) const;
    std::vector<Behind> records();

    db::Connection& connection_;
    const SummarySpec& spec_;
    SummaryCell cell_;
    Registers registers_;
    std::vector<Asked> asked_;
    Grouping grouping_;
    bool no_total_ = false;  // the cell is a total, but what is counted cannot be added up (Measure::only_by)
};

// Throws Error{usage} for a cell that no report has: it is a mistake, not a figure of 0.
void Explanation::check() const {
    if (spec_.filed)
        throw Error(Exit::usage,
                    say(Words{"--explain 列出的是记录，不能与 --filed 同时使用",
                              "--explain lists records and cannot be combined with --filed"}),
                    say(Words{"对照填报与记录，请运行 cpcc report reconcile --explain 区划:指标",
                              "to compare filings with records, run cpcc report reconcile --explain AREA:MEASURE"}));
    if (cell_.codes.empty()) return;
    for (std::size_t g = 0; g < spec_.by.size(); ++g) {
        const Group group = spec_.by[g];
        if (!is_time(group) && !grouping_.has_group(source_of(asked_.front()), group))
            throw Error(Exit::usage, say(Words{"指标 {} 不能按 {} 分组", "measure {} cannot be grouped by {}"},
                                         asked_.front().id(), words_of(group).id));
    }
    const Measure& measure = *asked_.front().base;
    if (!grouping_.allows(measure))
        throw Error(Exit::usage, say(Words{"指标 {} 只能按 {}、{} 分组", "measure {} can be grouped by {} or {} only"},
                                     asked_.front().id(), measure.only_by.front(), measure.only_by.back()));
}

// Turns the labels of choices in the cell into their ids.
void Explanation::read_labels() {
    for (std::size_t g = 0; g < cell_.codes.size(); ++g)
        if (const Group group = spec_.by[g]; !is_time(group) && words_of(group).kind.empty())
            if (const auto member = grouping_.find(group, cell_.codes[g]))
                cell_.codes[g] = grouping_.code(group, *member);
}

// Throws Error{usage} for a code that no member of a group has. Those of texts are known only after counting.
void Explanation::check_codes() const {
    for (std::size_t g = 0; g < cell_.codes.size(); ++g) {
        const Group group = spec_.by[g];
        if (!is_time(group) && !cell_.codes[g].empty() && !grouping_.find(group, cell_.codes[g]))
            throw Error(Exit::usage, say(Words{"分组 {} 中没有编号为“{}”的项", "no {} with code {}"},
                                         words_of(group).id, cell_.codes[g]));
    }
}

// Returns the part of the period that the cell's codes for month, quarter and year select.
Period Explanation::period() const {
    Period period = spec_.period;
    for (std::size_t g = 0; g < spec_.by.size() && !cell_.codes.empty(); ++g) {
        if (!is_time(spec_.by[g])) continue;
        const Period named = Period::parse(cell_.codes[g], spec_.period.last);
        period = {std::max(period.first, named.first), std::min(period.last, named.last)};
        if (period.last < period.first)
            throw Error(Exit::usage, say(Words{"{} 不在所选时段内", "{} is outside the period"}, cell_.codes[g]));
    }
    return period;
}

bool Explanation::is_cell(const Key& key) const {
    std::size_t next = 0;
    for (std::size_t g = 0; g < spec_.by.size(); ++g) {
        if (is_time(spec_.by[g])) continue;
        if (grouping_.code(spec_.by[g], key[next++]) != cell_.codes[g]) return false;
    }
    return true;
}

// Returns the area (0: all together) whose figures alone are in the row of the cell; otherwise nothing
// (frozen_figures.hpp).
std::optional<int> Explanation::area_of_cell() const {
    if (cell_.codes.empty()) return registers_.area(spec_.area);
    std::vector<std::string> codes;
    for (std::size_t g = 0; g < spec_.by.size(); ++g)
        if (!is_time(spec_.by[g])) codes.push_back(cell_.codes[g]);
    const FrozenRows rows = frozen_rows(grouping_.groups());
    if (!rows.frozen || (rows.group && codes[*rows.group].empty())) return std::nullopt;
    if (!rows.group) return registers_.area(spec_.area);
    const int area = registers_.area(codes[*rows.group]);
    return grouping_.inside(area) ? std::optional(area) : std::nullopt;
}

// The names of the cell's row, one a group; empty for the total.
std::string Explanation::row_name() const {
    std::vector<std::string> names;
    for (std::size_t g = 0; g < cell_.codes.size(); ++g) {
        const Group group = spec_.by[g];
        const std::string& code = cell_.codes[g];
        if (is_time(group))
            names.push_back(code);
        else
            names.push_back(code.empty() ? say(Words{"无", "none"})
                                         : grouping_.name(group, *grouping_.find(group, code)));
    }
    return listed(names);
}

std::string shown(std::optional<std::int64_t> value, Unit unit) {
    if (!value) return say(Words{"无", "none"});
    if (unit == Unit::mean) return fmt::format("{}.{}", *value / 10, *value % 10);
    return unit == Unit::share ? share_text(*value) : unit == Unit::yuan ? yuan(*value) : std::to_string(*value);
}

// Returns a sentence with the frozen and the current figure of a frozen cell; empty for other cells.
std::string Explanation::note_of_closing(std::optional<std::int64_t> now) const {
    const auto area = area_of_cell();
    if (!area) return {};
    const int asked = registers_.area(spec_.area);
    const std::vector<Closing> known = closings_within(connection_, registers_, asked, period());
    const Frozen frozen(connection_, registers_, asked, known, period(), asked_);
    const auto figure = frozen.figure(*area, 0);
    if (!figure) return {};
    const Unit unit = asked_.front().base->unit;
    return say(Words{"{}：封存数 {}，当前数 {}，调整 {}。下列为当前记录。",
                     "{}: frozen {}, current {}, adjustment {}. The records listed are current."},
               names_of({frozen.closing_of(*area)}, registers_), shown(figure->value, unit), shown(now, unit),
               shown(adjustment(now, figure->value), unit));
}

std::vector<Behind> Explanation::records() {
    std::vector<Behind> behind;
    Tally tally(connection_, registers_, grouping_, asked_, period());
    const Measure& measure = *asked_.front().base;
    std::map<int, bool> seen;
    tally.run([&](std::size_t, const Fact& fact, const std::vector<Key>& keys, std::int64_t amount, bool counted) {
        if (amount == 0 && measure.unit != Unit::mean) return;
        if (!cell_.codes.empty() &&
            std::none_of(keys.begin(), keys.end(), [&](const Key& key) { return is_cell(key); }))
            return;
        if (!measure.distinct)
            behind.push_back({fact.kind, fact.id, amount, counted});
        else if (seen.emplace(fact.person, true).second)
            behind.push_back({source_of(measure).counted_kind(), counted_row(source_of(measure), fact), 1, true});
    });
    check_codes();
    no_total_ = !measure.only_by.front().empty() && cell_.codes.empty() && !tally.total(0);
    return behind;
}

files::Table Explanation::table() {
    const std::vector<Behind> behind = records();
    const Measure& measure = *asked_.front().base;
    const bool is_share = is_quotient(measure.unit);
    files::Table table = table_of(
        connection_, behind,
        {is_share ? say(Words{"计入", "counted"}) : asked_.front().label(), measure.unit == Unit::yuan, spec_.human});
    std::int64_t sum = 0, of = 0;
    if (is_share) table.columns.push_back({"of", say(Words{"总数", "out of"}), files::CellType::integer});
    for (std::size_t i = 0; i < behind.size(); ++i) {
        const std::int64_t one = measure.unit == Unit::mean ? 1 : behind[i].amount;
        sum += behind[i].counted ? behind[i].amount : 0;
        of += one;
        if (is_share) table.rows[i].emplace_back(one);
    }
    const std::string row = row_name();
    table.heading.title =
        say(Words{"{}{}{}：{}", "{}{}{}: {}"}, capitalized(asked_.front().label()), row.empty() ? "" : "  ", row,
            no_total_                    ? say(Words{"无", "none"})
            : is_share                   ? fmt::format("{} / {}", sum, of)
            : measure.unit == Unit::yuan ? yuan(sum)
                                         : std::to_string(sum));
    table.heading.notes = {
        say(Words{"时段：{}；共 {} 条记录。", "Period: {}. Records: {}."}, dates(period()), table.rows.size()),
        say(Words{"定义：{}。", "Definition: {}."}, asked_.front().definition())};
    if (std::string note = note_of_closing(figure_of(measure.unit, {sum, of})); !note.empty())
        table.heading.notes.insert(table.heading.notes.begin(), std::move(note));
    return table;
}

// Returns the records of all rows, a record of several rows once in each.
files::Table Explanation::table_by_row() {
    const Measure& measure = *asked_.front().base;
    std::map<int, std::vector<Behind>> by_member;  // 0: of none
    std::map<int, std::set<int>> seen;
    Tally(connection_, registers_, grouping_, asked_, period())
        .run([&](std::size_t, const Fact& fact, const std::vector<Key>& keys, std::int64_t amount, bool counted) {
            if (amount == 0 && measure.unit != Unit::mean) return;
            for (const Key& key : keys) {
                const int member = key.empty() ? 0 : key.front();
                if (!measure.distinct)
                    by_member[member].push_back({fact.kind, fact.id, amount, counted});
                else if (seen[member].insert(fact.person).second)
                    by_member[member].push_back(
                        {source_of(measure).counted_kind(), counted_row(source_of(measure), fact), 1, true});
            }
        });
    std::map<std::string, int> by_code;
    for (const auto& [member, behind] : by_member)
        by_code[spec_.by.empty() ? "" : grouping_.code(spec_.by.front(), member)] = member;
    std::vector<Behind> all;
    for (const auto& [code, member] : by_code)
        all.insert(all.end(), by_member[member].begin(), by_member[member].end());
    files::Table table = table_of(connection_, all, {asked_.front().label(), measure.unit == Unit::yuan, spec_.human});
    table.heading.notes = {say(Words{"定义：{}。", "Definition: {}."}, asked_.front().definition())};
    if (spec_.by.empty()) return table;
    const std::string id{words_of(spec_.by.front()).id};
    table.columns.insert(table.columns.begin(), {{id, words_of(spec_.by.front()).label.str()},
                                                 {id + "_name", words_of(spec_.by.front()).label.str()}});
    auto row = table.rows.begin();
    for (const auto& [code, member] : by_code) {
        const files::Cell name = files::text_cell(code.empty() ? "" : grouping_.name(spec_.by.front(), member));
        for (std::size_t n = 0; n < by_member[member].size(); ++n, ++row)
            row->insert(row->begin(), {files::text_cell(code), name});
    }
    return table;
}

}  // namespace

files::Table records_by_row(db::Connection& connection, const SummarySpec& spec, const std::string& measure) {
    return Explanation(connection, spec, measure).table_by_row();
}

files::Table records_behind(db::Connection& connection, const SummarySpec& spec, const std::string& cell) {
    Explanation explanation(connection, spec, cell);
    explanation.check();
    return explanation.table();
}

files::Table explain(db::Connection& connection, const SummarySpec& spec, const std::string& cell) {
    db::Transaction snapshot(connection, db::Transaction::Kind::read);
    return records_behind(connection, spec, cell);
}

}  // namespace cpcc::report
