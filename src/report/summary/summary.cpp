#include "cpcc/report/summary.hpp"

#include "counting/tally.hpp"
#include "cpcc/base/error.hpp"
#include "cpcc/base/money.hpp"
#include "evidence/notes.hpp"
#include "filings/rollup.hpp"
#include "summary/frozen_figures.hpp"
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

std::optional<Group> time_group(const std::vector<Group>& by) {
    std::optional<Group> finest;
    for (const Group group : by)
        if (is_time(group) && (!finest || group < *finest)) finest = group;
    return finest;
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
    std::vector<files::Column> columns() const;
    std::vector<Row> rows() const;
    Row row(const Counted&, const Key&) const;
    std::vector<files::Cell> cells(const Row&) const;
    std::vector<files::Cell> names(const Row&) const;
    Shown shown(const Counted&, const Row&, std::size_t measure) const;
    void find_frozen(const std::vector<Row>&);
    void note_closings(std::vector<std::string>& notes) const;
    files::Heading heading() const;
    std::vector<std::string> incomplete() const;

    db::Connection& connection_;
    const SummarySpec& spec_;
    Registers registers_;
    int area_;
    Grouping grouping_;
    FrozenRows frozen_rows_;
    std::set<int> own_books_;
    std::vector<Closing> closings_, closings_before_;  // in the period, and in the compared one
    std::vector<Counted> counted_;                     // the whole period, then its parts
    std::optional<Counted> before_;
    std::set<const Closing*> shown_closings_;
    bool adjusted_ = false;  // a row shows frozen figures
};

std::vector<Group> without_time(const std::vector<Group>& by) {
    std::vector<Group> rest;
    std::copy_if(by.begin(), by.end(), std::back_inserter(rest), [](Group group) { return !is_time(group); });
    return rest;
}

Period compared(const SummarySpec& spec) {
    return spec.compare == Compare::previous ? spec.period.previous() : spec.period.last_year();
}

Summary::Summary(db::Connection& connection, const SummarySpec& spec)
    : connection_(connection),
      spec_(spec),
      registers_(connection),
      area_(registers_.area(spec.area)),
      grouping_(registers_, without_time(spec.by), area_, sources_of(spec.measures)),
      frozen_rows_(frozen_rows(grouping_.groups())) {
    check();
    if (spec.filed) own_books_ = filing_areas(registers_, spec.own_books);
    closings_ = closings_within(connection, registers_, area_, spec.period);
    counted_.push_back(count(spec.period, closings_));
    if (const auto time = time_group(spec.by))
        for (const Period& period : split(spec.period, span_of_group(*time)))
            counted_.push_back(count(period, closings_));
    if (spec.compare == Compare::none) return;
    closings_before_ = closings_within(connection, registers_, area_, compared(spec));
    before_ = count(compared(spec), closings_before_);
}

void Summary::check() const {
    const auto leave_out = say(Words{"请去掉其中之一", "drop one of them"});
    if (spec_.compare != Compare::none && time_group(spec_.by))
        throw Error(Exit::usage,
                    say(Words{"--compare 不能与按月、季、年的分组同时使用",
                              "--compare cannot be combined with grouping by month, quarter or year"}),
                    leave_out);
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

std::vector<files::Column> Summary::columns() const {
    std::vector<files::Column> columns;
    if (spec_.by.empty()) {
        columns.push_back({"area", say(Words{"区划", "area"}), files::CellType::text});
        columns.push_back({"area_name", say(Words{"区划名称", "area name"}), files::CellType::text});
    }
    for (const Group group : spec_.by) {
        const GroupWords& words = words_of(group);
        columns.push_back({std::string(words.id), words.label.str(), files::CellType::text});
        if (words.named)
            columns.push_back({std::string(words.id) + "_name", say(Words{"{}名称", "{} name"}, words.label.get()),
                               files::CellType::text});
    }
    const std::string suffix = spec_.compare == Compare::previous ? "_previous" : "_last_year";
    for (const Asked& asked : spec_.measures) {
        const auto type = asked.base->unit == Unit::share  ? files::CellType::share
                          : asked.base->unit == Unit::yuan ? files::CellType::money
                          : asked.base->unit == Unit::mean ? files::CellType::mean
                                                           : files::CellType::integer;
        columns.push_back({asked.id(), asked.label(), type});
        if (adjusted_)
            columns.push_back(
                {asked.id() + "_adjustment", say(Words{"{}·调整", "{}, adjustment"}, asked.label()), type});
        if (spec_.filed && !spec_.human)
            columns.push_back(
                {asked.id() + "_source", say(Words{"{}·来源", "{}, source"}, asked.label()), files::CellType::text});
        if (spec_.compare == Compare::none) continue;
        const Words before = spec_.compare == Compare::previous ? Words{"{}·上期", "{}, previous"}
                                                                : Words{"{}·上年同期", "{}, last year"};
        columns.push_back({asked.id() + suffix, say(before, asked.label()), type});
        columns.push_back({asked.id() + "_change", say(Words{"{}·增减", "{}, change"}, asked.label()), type});
    }
    return columns;
}

Summary::Row Summary::row(const Counted& counted, const Key& key) const {
    Row row{{}, {}, &counted, key, std::nullopt};
    std::size_t next = 0;
    for (const Group group : spec_.by) {
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

std::vector<Summary::Row> Summary::rows() const {
    const Counted& whole = counted_.front();
    std::vector<Row> rows;
    if (spec_.by.empty()) {
        rows.push_back({{}, {}, &whole, std::nullopt, area_});
    } else {
        std::vector<Key> standing = grouping_.standing(spec_.period);
        for (const Counted& counted : counted_) {
            const std::vector<Key> touched = counted.tally->touched();
            standing.insert(standing.end(), touched.begin(), touched.end());
        }
        std::sort(standing.begin(), standing.end());
        standing.erase(std::unique(standing.begin(), standing.end()), standing.end());
        for (const Key& key : standing)
            for (std::size_t piece = counted_.size() > 1 ? 1 : 0; piece < counted_.size(); ++piece)
                rows.push_back(row(counted_[piece], key));
        std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return before(a.codes, b.codes); });
    }
    if (spec_.total) rows.push_back({{}, {}, &whole, std::nullopt, area_, true});
    return rows;
}

files::Cell cell(std::optional<std::int64_t> value) {
    if (value) return *value;
    return std::monostate{};
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

std::vector<files::Cell> Summary::names(const Row& row) const {
    std::vector<files::Cell> cells;
    if (spec_.by.empty()) {
        const AreaEntry* area = area_ == 0 || row.total ? nullptr : &registers_.areas[static_cast<std::size_t>(area_)];
        cells = {area ? files::text_cell(area->code) : files::Cell{},
                 area ? files::text_cell(area->name) : files::Cell{}};
    }
    for (std::size_t g = 0; g < spec_.by.size(); ++g) {
        const bool named = words_of(spec_.by[g]).named;
        const std::string code = row.total ? "" : row.codes[g], name = row.total ? "" : row.names[g];
        cells.push_back(files::text_cell(spec_.human && !named && !name.empty() ? name : code));
        const bool nowhere = spec_.human && code.empty() && !row.total;
        if (named) cells.push_back(nowhere ? files::Cell{say(Words{"（无）", "(none)"})} : files::text_cell(name));
    }
    if (row.total) cells.front() = spec_.human ? say(Words{"合计", "total"}) : "total";
    return cells;
}

std::vector<files::Cell> Summary::cells(const Row& row) const {
    std::vector<files::Cell> cells = names(row);
    for (std::size_t i = 0; i < spec_.measures.size(); ++i) {
        const Shown now = shown(*row.counted, row, i);
        cells.push_back(cell(now.value));
        if (adjusted_) cells.push_back(cell(now.adjustment));
        if (spec_.filed && !spec_.human) cells.push_back(std::string(word_of(now.from)));
        if (!before_) continue;
        const auto old = shown(*before_, row, i).value;
        cells.push_back(cell(old));
        cells.push_back(now.value && old ? cell(*now.value - *old) : files::Cell{});
    }
    return cells;
}

void Summary::find_frozen(const std::vector<Row>& rows) {
    const auto find = [&](const Counted& counted, const Row& row) {
        const Closing* closing = counted.frozen && row.area ? counted.frozen->closing_of(*row.area) : nullptr;
        if (closing) shown_closings_.insert(closing);
        return closing != nullptr;
    };
    for (const Row& row : rows) {
        adjusted_ = find(*row.counted, row) || adjusted_;
        if (before_) find(*before_, row);
    }
}

void Summary::note_closings(std::vector<std::string>& notes) const {
    std::vector<const Closing*> used, unused;
    for (const auto* list : {&closings_, &closings_before_})
        for (const Closing& closing : *list) (shown_closings_.contains(&closing) ? used : unused).push_back(&closing);
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
    if (before_) heading.notes.push_back(say(Words{"对比时段：{}。", "Compared with: {}."}, dates(compared(spec_))));
    note_closings(heading.notes);
    for (const Counted& counted : counted_)
        if (counted.filed && (&counted != &counted_.front() || counted_.size() == 1 || spec_.total))
            for (std::string& note : counted.filed->notes()) heading.notes.push_back(std::move(note));
    if (before_ && before_->filed)
        for (std::string& note : before_->filed->notes()) heading.notes.push_back(std::move(note));
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
    if (before_) add(*before_);
    return notes;
}

SummaryResult Summary::result() {
    const std::vector<Row> rows = this->rows();
    find_frozen(rows);
    SummaryResult result{{heading(), columns(), {}}, incomplete()};
    auto& notes = result.table.heading.notes;
    notes.insert(notes.begin() + 1, result.incomplete.begin(), result.incomplete.end());
    for (const Row& row : rows) result.table.rows.push_back(cells(row));
    return result;
}

}  // namespace

Compare parse_compare(std::string_view word) {
    if (word == "previous") return Compare::previous;
    if (word == "last-year") return Compare::last_year;
    throw Error(Exit::usage, say(Words{"--compare 不能为“{}”", "--compare cannot be \"{}\""}, word),
                say(Words{"可选值：previous（上期）、last-year（上年同期）", "use previous or last-year"}));
}

SummaryResult summary_result(db::Connection& connection, const SummarySpec& spec) {
    db::Transaction snapshot(connection, db::Transaction::Kind::read);
    return Summary(connection, spec).result();
}

files::Table summary(db::Connection& connection, const SummarySpec& spec) {
    return summary_result(connection, spec).table;
}

}  // namespace cpcc::report
