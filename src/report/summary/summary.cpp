#include "cpcc/report/summary.hpp"

#include "counting/tally.hpp"
#include "cpcc/base/error.hpp"
#include "cpcc/base/money.hpp"
#include "evidence/notes.hpp"
#include "filings/rollup.hpp"
#include "summary/figure_columns.hpp"
#include "summary/frozen_figures.hpp"
#include "summary/ranking.hpp"
#include "summary/summary.hpp"

#include <algorithm>

namespace cpcc::report {

namespace {

// The figures of one period. A report has several of these if it is grouped by time or compared.
struct Counted {
    Period period;
    std::unique_ptr<Tally> tally;
    std::unique_ptr<Frozen> frozen;  // either this or `filed`, never both
    std::unique_ptr<RollUp> filed;
};

// A figure in the table.
struct Shown {
    std::optional<std::int64_t> value;
    std::optional<std::int64_t> adjustment = {};  // only for a frozen figure
    RollUp::From from = RollUp::From::records;
};

// Returns the finest group of time, which the period is divided by: in rows or across.
std::optional<Group> time_group(const SummarySpec& spec) {
    std::optional<Group> finest = spec.across;
    for (const Group group : spec.by)
        if (is_time(group) && (!finest || group < *finest)) finest = group;
    return finest;
}

// Returns the groups that have rows.
std::vector<Group> groups_in_rows(const SummarySpec& spec) {
    std::vector<Group> rows;
    std::copy_if(spec.by.begin(), spec.by.end(), std::back_inserter(rows),
                 [&](Group group) { return group != spec.across; });
    return rows;
}

class Summary {
public:
    Summary(db::Connection& connection, const SummarySpec& spec);
    SummaryResult result();

private:
    struct Row {
        std::vector<std::string> codes, names;  // in the order of --by
        const Counted* counted;
        std::optional<Key> key;   // none: everything in the area asked for
        std::optional<int> area;  // the area whose figures are in this row; 0: all together; none: another kind of row
        bool total = false;
    };

    void check() const;
    Counted count(const Period&, const std::vector<Closing>& known) const;
    std::vector<files::Column> columns(const std::vector<FigureColumn>&) const;
    std::vector<std::string> pieces_across() const;
    std::vector<Row> rows() const;
    std::vector<Key> keys() const;
    Row total_row() const { return {{}, {}, &counted_.front(), std::nullopt, area_, true}; }
    Row row(const Counted&, const Key&) const;
    std::vector<files::Cell> cells(const Row&, const std::vector<FigureColumn>&) const;
    files::Cell cell(const Row&, const FigureColumn&, std::size_t measure) const;
    const Counted& counted(const Row& row, const FigureColumn& column) const {
        return column.piece == 0 ? *row.counted : counted_[column.piece];
    }
    std::vector<files::Cell> names(const Row&) const;
    Shown shown(const Counted&, const Row&, std::size_t measure) const;
    void find_frozen(const std::vector<Row>&);
    void note_closings(std::vector<std::string>& notes) const;
    files::Heading heading() const;
    std::vector<std::string> incomplete() const;

    db::Connection& connection_;
    const SummarySpec& spec_;
    const std::vector<Group> by_;  // the groups of the rows
    Registers registers_;
    int area_;
    Grouping grouping_;
    FrozenRows frozen_rows_;
    std::set<int> own_books_;
    std::vector<Closing> closings_;                      // in the period
    std::vector<std::vector<Closing>> closings_before_;  // in each compared one
    std::vector<Counted> counted_;                       // the whole period, then its parts
    std::vector<Counted> before_;                        // the compared periods
    std::set<const Closing*> shown_closings_;
    bool adjusted_ = false;  // a row shows frozen figures
};

std::vector<Group> without_time(const std::vector<Group>& by) {
    std::vector<Group> rest;
    std::copy_if(by.begin(), by.end(), std::back_inserter(rest), [](Group group) { return !is_time(group); });
    return rest;
}

Period compared(const Period& period, Compare with) {
    return with == Compare::previous ? period.previous() : period.last_year();
}

Summary::Summary(db::Connection& connection, const SummarySpec& spec)
    : connection_(connection),
      spec_(spec),
      by_(groups_in_rows(spec)),
      registers_(connection),
      area_(registers_.area(spec.area)),
      grouping_(registers_, without_time(spec.by), area_, sources_of(spec.measures)),
      frozen_rows_(frozen_rows(grouping_.groups())) {
    check();
    if (spec.filed) own_books_ = filing_areas(registers_, spec.own_books);
    closings_ = closings_within(connection, registers_, area_, spec.period);
    counted_.push_back(count(spec.period, closings_));
    if (const auto time = time_group(spec))
        for (const Period& period : split(spec.period, span_of_group(*time)))
            counted_.push_back(count(period, closings_));
    for (const Compare with : spec.compare) {
        const Period period = compared(spec.period, with);
        closings_before_.push_back(closings_within(connection, registers_, area_, period));
        before_.push_back(count(period, closings_before_.back()));
    }
}

void Summary::check() const {
    const auto leave_out = say(Words{"请去掉其中之一", "drop one of them"});
    if (!spec_.compare.empty() && time_group(spec_))
        throw Error(Exit::usage,
                    say(Words{"--compare 不能与按月、季、年的分组同时使用",
                              "--compare cannot be combined with grouping by month, quarter or year"}),
                    leave_out);
    if (spec_.across && std::any_of(by_.begin(), by_.end(), is_time))
        throw Error(Exit::usage,
                    say(Words{"使用 --columns {} 时，行不能再按月、季、年分组",
                              "with --columns {} the rows cannot be grouped by another time"},
                        words_of(*spec_.across).id),
                    leave_out);
    if (spec_.percent && spec_.compare.empty())
        throw Error(
            Exit::usage, say(Words{"--percent 须与 --compare 同时使用", "--percent needs --compare"}),
            say(Words{"如：--compare previous,last-year --percent", "e.g. --compare previous,last-year --percent"}));
    if (spec_.filed && (!frozen_rows_.frozen || grouping_.groups().size() > 1))
        throw Error(
            Exit::usage,
            say(Words{"使用 --filed 时，只能按一级区划分组（可另加月、季、年）",
                      "--filed can only be grouped by one level of areas, optionally with month, quarter or year"}),
            say(Words{"请改用 --by district 等，或去掉 --filed", "use e.g. --by district, or drop --filed"}));
}

Counted Summary::count(const Period& period, const std::vector<Closing>& known) const {
    Counted counted{period, std::make_unique<Tally>(connection_, registers_, grouping_, spec_.measures, period),
                    nullptr, nullptr};
    counted.tally->run();
    const int level = grouping_.groups().empty() ? 0 : level_of(grouping_.groups().front()).value_or(0);
    if (spec_.filed)
        counted.filed =
            std::make_unique<RollUp>(connection_, registers_, area_, level, period, spec_.measures, own_books_);
    else
        counted.frozen = std::make_unique<Frozen>(connection_, registers_, area_, known, period, spec_.measures);
    return counted;
}

std::vector<files::Column> Summary::columns(const std::vector<FigureColumn>& figures) const {
    std::vector<files::Column> columns;
    if (by_.empty()) {
        columns.push_back({"area", say(Words{"区划", "area"}), files::CellType::text});
        columns.push_back({"area_name", say(Words{"区划名称", "area name"}), files::CellType::text});
    }
    for (const Group group : by_) {
        const GroupWords& words = words_of(group);
        const std::string label = is_time(group) ? words.label.str() : grouping_.label(group);
        columns.push_back({std::string(words.id), label, files::CellType::text});
        if (words.named)
            columns.push_back(
                {std::string(words.id) + "_name", say(Words{"{}名称", "{} name"}, label), files::CellType::text});
    }
    for (const Asked& asked : spec_.measures)
        for (const FigureColumn& figure : figures) columns.push_back(column_of(asked, figure));
    return columns;
}

std::vector<std::string> Summary::pieces_across() const {
    std::vector<std::string> names;
    if (spec_.across)
        for (std::size_t piece = 1; piece < counted_.size(); ++piece)
            names.push_back(span_name(span_of_group(*spec_.across), counted_[piece].period.first));
    return names;
}

Summary::Row Summary::row(const Counted& counted, const Key& key) const {
    Row row{{}, {}, &counted, key, std::nullopt};
    std::size_t next = 0;
    for (const Group group : by_) {
        if (is_time(group)) {
            row.codes.push_back(span_name(span_of_group(group), counted.period.first));
            row.names.emplace_back();
        } else {
            row.codes.push_back(grouping_.code(group, key[next]));
            row.names.push_back(grouping_.name(group, key[next]));
            ++next;
        }
    }
    if (!frozen_rows_.frozen) return row;
    const int area = frozen_rows_.group ? key[*frozen_rows_.group] : area_;
    if (!frozen_rows_.group || (area != 0 && grouping_.inside(area))) row.area = area;
    return row;
}

// Returns whether row `a` comes before row `b`: by code, with empty codes last.
bool before(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    return std::lexicographical_compare(
        a.begin(), a.end(), b.begin(), b.end(),
        [](const std::string& x, const std::string& y) { return x.empty() != y.empty() ? y.empty() : x < y; });
}

// Returns the keys of all rows: of what stands in the period, and of what has facts in it.
std::vector<Key> Summary::keys() const {
    std::vector<Key> touched;
    for (const Counted& counted : counted_) {
        const std::vector<Key> more = counted.tally->touched();
        touched.insert(touched.end(), more.begin(), more.end());
    }
    std::vector<Key> keys = grouping_.standing(spec_.period, touched);
    keys.insert(keys.end(), touched.begin(), touched.end());
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    return keys;
}

std::vector<Summary::Row> Summary::rows() const {
    if (by_.empty()) return {{{}, {}, &counted_.front(), std::nullopt, area_}};
    const bool divided = !spec_.across && counted_.size() > 1;
    std::vector<Row> rows;
    for (const Key& key : keys())
        for (std::size_t piece = divided ? 1 : 0; piece < (divided ? counted_.size() : 1); ++piece)
            rows.push_back(row(counted_[piece], key));
    std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return before(a.codes, b.codes); });
    return rows;
}

Shown Summary::shown(const Counted& counted, const Row& row, std::size_t measure) const {
    if (counted.filed && row.area) {
        const RollUp::Figure figure =
            row.key && frozen_rows_.group ? counted.filed->figure(*row.area, measure) : counted.filed->total(measure);
        return {figure.value, {}, figure.from};
    }
    if (row.key && !counted.tally->means(measure)) return {};
    const auto now = row.key ? counted.tally->value(measure, *row.key) : counted.tally->total(measure);
    const auto frozen = counted.frozen && row.area ? counted.frozen->figure(*row.area, measure) : std::nullopt;
    if (!frozen) return {now};
    return {frozen->value, adjustment(now, frozen->value)};
}

files::Cell cell_of(std::optional<std::int64_t> value) {
    if (value) return *value;
    return std::monostate{};
}

// Returns the share of a figure in another; nothing for a measure that is itself a quotient.
std::optional<std::int64_t> share_in(const Asked& asked, std::optional<std::int64_t> part,
                                     std::optional<std::int64_t> of) {
    return !is_quotient(asked.base->unit) && part && of ? share(*part, *of) : std::nullopt;
}

std::optional<std::int64_t> difference(std::optional<std::int64_t> now, std::optional<std::int64_t> old) {
    return now && old ? std::optional(*now - *old) : std::nullopt;
}

std::vector<files::Cell> Summary::names(const Row& row) const {
    std::vector<files::Cell> cells;
    if (by_.empty()) {
        const AreaEntry* area = area_ == 0 || row.total ? nullptr : &registers_.areas[static_cast<std::size_t>(area_)];
        cells = {area ? files::text_cell(area->code) : files::Cell{},
                 area ? files::text_cell(area->name) : files::Cell{}};
    }
    for (std::size_t g = 0; g < by_.size(); ++g) {
        const bool named = words_of(by_[g]).named;
        const std::string code = row.total ? "" : row.codes[g], name = row.total ? "" : row.names[g];
        cells.push_back(files::text_cell(spec_.human && !named && !name.empty() ? name : code));
        const bool nowhere = spec_.human && code.empty() && !row.total;
        if (named) cells.push_back(nowhere ? files::Cell{say(Words{"（无）", "(none)"})} : files::text_cell(name));
    }
    if (row.total) cells.front() = spec_.human ? say(Words{"合计", "total"}) : "total";
    return cells;
}

files::Cell Summary::cell(const Row& row, const FigureColumn& column, std::size_t measure) const {
    const Counted& of = counted(row, column);
    const Shown now = shown(of, row, measure);
    const Asked& asked = spec_.measures[measure];
    const auto old = [&] { return shown(before_[column.before], row, measure).value; };
    switch (column.shows) {
        case Shows::figure: return cell_of(now.value);
        case Shows::adjustment: return cell_of(now.adjustment);
        case Shows::source: return std::string(word_of(now.from));
        case Shows::share:
            return cell_of(
                share_in(asked, now.value, shown(spec_.across ? of : counted_.front(), total_row(), measure).value));
        case Shows::before: return cell_of(old());
        case Shows::change: return cell_of(difference(now.value, old()));
        case Shows::percent: return cell_of(share_in(asked, difference(now.value, old()), old()));
    }
    return {};
}

std::vector<files::Cell> Summary::cells(const Row& row, const std::vector<FigureColumn>& columns) const {
    std::vector<files::Cell> cells = names(row);
    for (std::size_t measure = 0; measure < spec_.measures.size(); ++measure)
        for (const FigureColumn& column : columns) cells.push_back(cell(row, column, measure));
    return cells;
}

void Summary::find_frozen(const std::vector<Row>& rows) {
    const auto find = [&](const Counted& counted, const Row& row) {
        const Closing* closing = counted.frozen && row.area ? counted.frozen->closing_of(*row.area) : nullptr;
        if (closing) shown_closings_.insert(closing);
        return closing != nullptr;
    };
    for (const Row& row : rows) {
        if (spec_.across)
            for (std::size_t piece = 1; piece < counted_.size(); ++piece)
                adjusted_ = find(counted_[piece], row) || adjusted_;
        if (!spec_.across || spec_.total) adjusted_ = find(*row.counted, row) || adjusted_;
        for (const Counted& before : before_) find(before, row);
    }
}

void Summary::note_closings(std::vector<std::string>& notes) const {
    std::vector<const Closing*> used, unused;
    const auto sort = [&](const std::vector<Closing>& closings) {
        for (const Closing& closing : closings)
            (shown_closings_.contains(&closing) ? used : unused).push_back(&closing);
    };
    sort(closings_);
    for (const auto& closings : closings_before_) sort(closings);
    if (!used.empty())
        notes.push_back(
            say(Words{"已封存，表中为封存时的数据：{}。", "Closed, so the table shows the frozen figures: {}."},
                names_of(used, registers_)));
    if (adjusted_)
        notes.push_back(
            say(Words{"“调整”为封存后记录变动的影响：当前数减封存数。",
                      "An adjustment shows later changes to records: the current figure minus the frozen one."}));
    if (!unused.empty())
        notes.push_back(used.empty() ? say(Words{"其中已封存：{}；表中为当前数据。",
                                                 "Closed within this period: {}. The table shows current figures."},
                                           names_of(unused, registers_))
                                     : say(Words{"另有已封存的数据，未列入表中：{}。",
                                                 "Also closed, with frozen figures that are not in the table: {}."},
                                           names_of(unused, registers_)));
    if (!frozen_rows_.frozen && !closings_.empty())
        notes.push_back(say(Words{"只有区划数据可以封存，按此分组的各行为当前数据。",
                                  "Only figures by area are frozen; rows in this grouping show current figures."}));
}

files::Heading Summary::heading() const {
    files::Heading heading;
    heading.title = title_of(spec_.office, {"汇总", "summary"}) + "  " +
                    (spec_.period.text().find("..") != std::string::npos
                         ? dates(spec_.period)
                         : say(Words{"{}（{}）", "{} ({})"}, spec_.period.text(), dates(spec_.period)));
    const std::string area =
        area_ == 0 ? say(Words{"全部", "all"}) : registers_.areas[static_cast<std::size_t>(area_)].shown();
    heading.notes.push_back(say(Words{"时段：{}；区划：{}。", "Period: {}. Area: {}."}, dates(spec_.period), area));
    for (const Counted& before : before_)
        heading.notes.push_back(say(Words{"对比时段：{}。", "Compared with: {}."}, dates(before.period)));
    note_closings(heading.notes);
    for (const Counted& counted : counted_)
        if (counted.filed && (&counted != &counted_.front() || counted_.size() == 1 || spec_.total))
            for (std::string& note : counted.filed->notes()) heading.notes.push_back(std::move(note));
    for (const Counted& before : before_)
        if (before.filed)
            for (std::string& note : before.filed->notes()) heading.notes.push_back(std::move(note));
    heading.notes.push_back(say(
        Words{"查看数据所依据的记录：加 --explain 编号:指标（合计只写指标）；查看各指标的定义：运行 cpcc measures。",
              "To list the records behind a figure, add --explain CODE:MEASURE (MEASURE alone for the total). Run cpcc "
              "measures for the definitions."}));
    return heading;
}

// Returns the sentences on figures that the table lacks because an area of [filings] filed nothing.
std::vector<std::string> Summary::incomplete() const {
    std::vector<std::string> notes;
    const auto add = [&](const Counted& counted) {
        if (!counted.filed) return;
        for (std::string& note : counted.filed->incomplete()) notes.push_back(std::move(note));
    };
    for (const Counted& counted : counted_)
        if (&counted != &counted_.front() || counted_.size() == 1 || spec_.total) add(counted);
    for (const Counted& before : before_) add(before);
    return notes;
}

SummaryResult Summary::result() {
    std::vector<Row> rows = this->rows();
    const std::size_t ranked = rows.size();
    if (spec_.total) rows.push_back(total_row());
    find_frozen(rows);
    const std::vector<FigureColumn> figures = figure_columns(spec_, pieces_across(), adjusted_);
    SummaryResult result{{heading(), columns(figures), {}}, incomplete()};
    auto& notes = result.table.heading.notes;
    notes.insert(notes.begin() + 1, result.incomplete.begin(), result.incomplete.end());
    for (const Row& row : rows) result.table.rows.push_back(cells(row, figures));
    rank(result.table, ranked, spec_.ranking);
    return result;
}

}  // namespace

Compare parse_compare(std::string_view word) {
    if (word == "previous") return Compare::previous;
    if (word == "last-year") return Compare::last_year;
    throw Error(Exit::usage, say(Words{"--compare 不能为“{}”", "--compare cannot be \"{}\""}, word),
                say(Words{"可选值：previous（上期）、last-year（上年同期）", "use previous or last-year"}));
}

std::vector<Compare> parse_comparisons(const std::vector<std::string>& words) {
    std::vector<Compare> parsed;
    for (const std::string& word : words) {
        const Compare with = parse_compare(word);
        if (std::find(parsed.begin(), parsed.end(), with) != parsed.end())
            throw Error(Exit::usage, say(Words{"--compare 中“{}”重复", "--compare has {} twice"}, word));
        parsed.push_back(with);
    }
    return parsed;
}

SummaryResult summary_result(db::Connection& connection, const SummarySpec& spec) {
    db::Transaction snapshot(connection, db::Transaction::Kind::read);
    return Summary(connection, spec).result();
}

files::Table summary(db::Connection& connection, const SummarySpec& spec) {
    return summary_result(connection, spec).table;
}

}  // namespace cpcc::report
