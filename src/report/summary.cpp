#include "cpcc/report/summary.hpp"

#include "cpcc/base/error.hpp"
#include "cpcc/base/money.hpp"
#include "tally.hpp"

#include <algorithm>

namespace cpcc::report {

namespace {

// One report is one period's tally, or one for each piece of the period where it is grouped by time.
struct Piece {
    std::string name;
    Period period;
    std::unique_ptr<Tally> tally;
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
    files::Table table();

private:
    struct Line {
        std::vector<std::string> codes;       // for sorting and for the columns, in the order of --by
        std::vector<std::string> names;
        const Piece* piece = nullptr;
        Key key;
    };

    void count();
    std::vector<files::Column> columns() const;
    std::vector<Line> lines() const;
    Line line(const Piece&, const Key&) const;
    std::vector<files::Cell> row(const Line&) const;
    std::vector<files::Cell> total_row() const;
    void append_figures(std::vector<files::Cell>&, const std::function<std::optional<std::int64_t>(const Tally&, std::size_t)>&, const Tally& now) const;
    files::Heading heading() const;

    db::Connection& connection_;
    const SummarySpec& spec_;
    Registers registers_;
    int area_;
    Grouping grouping_;
    std::vector<Piece> pieces_;
    std::unique_ptr<Tally> whole_, before_;
};

std::vector<Group> without_time(const std::vector<Group>& by) {
    std::vector<Group> rest;
    std::copy_if(by.begin(), by.end(), std::back_inserter(rest), [](Group group) { return !is_time(group); });
    return rest;
}

std::vector<Source> sources_of(const std::vector<Asked>& measures) {
    std::vector<Source> sources;
    for (const Asked& asked : measures)
        if (std::find(sources.begin(), sources.end(), asked.base->source) == sources.end()) sources.push_back(asked.base->source);
    return sources;
}

Period compared(const SummarySpec& spec) {
    return spec.compare == Compare::previous ? spec.period.previous() : spec.period.last_year();
}

Summary::Summary(db::Connection& connection, const SummarySpec& spec)
    : connection_(connection), spec_(spec), registers_(connection), area_(spec.area ? registers_.area(*spec.area) : 0),
      grouping_(registers_, without_time(spec.by), area_, sources_of(spec.measures)) {
    if (spec.compare != Compare::none && time_group(spec.by))
        throw Error(Exit::usage, say(Words{"--compare 不能与按月、季、年分组同用", "--compare does not go with groups of time"}),
                    say(Words{"去掉其中之一", "leave one of them out"}));
    count();
}

void Summary::count() {
    const auto tally = [&](const Period& period) {
        auto counted = std::make_unique<Tally>(connection_, registers_, grouping_, spec_.measures, period);
        counted->run();
        return counted;
    };
    whole_ = tally(spec_.period);
    if (const auto time = time_group(spec_.by))
        for (const Period& period : split(spec_.period, span_of_group(*time)))
            pieces_.push_back({span_name(span_of_group(*time), period.first), period, tally(period)});
    if (spec_.compare != Compare::none) before_ = tally(compared(spec_));
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
        if (words.named) columns.push_back({std::string(words.id) + "_name", say(Words{"{}名称", "{} name"}, words.label.get()), files::CellType::text});
    }
    const std::string suffix = spec_.compare == Compare::previous ? "_previous" : "_last_year";
    for (const Asked& asked : spec_.measures) {
        const auto type = asked.base->unit == Unit::share ? files::CellType::share : asked.base->unit == Unit::yuan ? files::CellType::money : files::CellType::integer;
        columns.push_back({asked.id(), asked.label(), type});
        if (spec_.compare == Compare::none) continue;
        const Words before = spec_.compare == Compare::previous ? Words{"{}·上期", "{}, previous"} : Words{"{}·上年同期", "{}, last year"};
        columns.push_back({asked.id() + suffix, say(before, asked.label()), type});
        columns.push_back({asked.id() + "_change", say(Words{"{}·增减", "{}, change"}, asked.label()), type});
    }
    return columns;
}

Summary::Line Summary::line(const Piece& piece, const Key& key) const {
    Line line{{}, {}, &piece, key};
    std::size_t next = 0;
    for (const Group group : spec_.by) {
        if (is_time(group)) {
            line.codes.push_back(span_name(span_of_group(group), piece.period.first));
            line.names.emplace_back();
        } else {
            line.codes.push_back(grouping_.code(group, key[next]));
            line.names.push_back(grouping_.name(group, key[next]));
            ++next;
        }
    }
    return line;
}

// By code, what has none last.
bool before(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(), [](const std::string& x, const std::string& y) {
        return x.empty() != y.empty() ? y.empty() : x < y;
    });
}

std::vector<Summary::Line> Summary::lines() const {
    std::vector<Key> standing = grouping_.standing(spec_.period);
    const std::vector<Key> touched = whole_->touched();
    standing.insert(standing.end(), touched.begin(), touched.end());
    for (const Piece& piece : pieces_) {
        const std::vector<Key> more = piece.tally->touched();
        standing.insert(standing.end(), more.begin(), more.end());
    }
    std::sort(standing.begin(), standing.end());
    standing.erase(std::unique(standing.begin(), standing.end()), standing.end());
    std::vector<Line> lines;
    static const Piece no_piece;
    for (const Key& key : standing) {
        if (pieces_.empty()) lines.push_back(line(no_piece, key));
        for (const Piece& piece : pieces_) lines.push_back(line(piece, key));
    }
    std::stable_sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) { return before(a.codes, b.codes); });
    return lines;
}

files::Cell cell(std::optional<std::int64_t> value) {
    if (value) return *value;
    return std::monostate{};
}

void Summary::append_figures(std::vector<files::Cell>& cells, const std::function<std::optional<std::int64_t>(const Tally&, std::size_t)>& figure, const Tally& now) const {
    for (std::size_t i = 0; i < spec_.measures.size(); ++i) {
        const auto value = figure(now, i);
        cells.push_back(cell(value));
        if (!before_) continue;
        const auto old = figure(*before_, i);
        cells.push_back(cell(old));
        cells.push_back(value && old ? cell(*value - *old) : files::Cell{});
    }
}

std::vector<files::Cell> Summary::row(const Line& line) const {
    std::vector<files::Cell> cells;
    const auto text = [](const std::string& value) { return value.empty() ? files::Cell{} : files::Cell{value}; };
    for (std::size_t g = 0; g < spec_.by.size(); ++g) {
        const bool label = spec_.human && !words_of(spec_.by[g]).named && !line.names[g].empty();
        cells.push_back(text(label ? line.names[g] : line.codes[g]));
        const bool nowhere = spec_.human && line.codes[g].empty();
        if (words_of(spec_.by[g]).named) cells.push_back(nowhere ? files::Cell{say(Words{"（无）", "(none)"})} : text(line.names[g]));
    }
    append_figures(cells, [&](const Tally& tally, std::size_t i) { return tally.value(i, line.key); }, pieces_.empty() ? *whole_ : *line.piece->tally);
    return cells;
}

std::vector<files::Cell> Summary::total_row() const {
    std::vector<files::Cell> cells;
    for (const Group group : spec_.by) {
        cells.emplace_back();
        if (words_of(group).named) cells.emplace_back();
    }
    if (spec_.by.empty()) cells.resize(2);
    cells.front() = spec_.human ? say(Words{"合计", "total"}) : "total";
    append_figures(cells, [](const Tally& tally, std::size_t i) { return tally.total(i); }, *whole_);
    return cells;
}

std::string dates(const Period& period) { return fmt::format("{} .. {}", period.first.iso(), period.last.iso()); }

files::Heading Summary::heading() const {
    files::Heading heading;
    heading.title = spec_.office.empty() ? say(Words{"汇总", "Summary"}) : say(Words{"{}汇总", "{}: summary"}, spec_.office);
    heading.title += "  " + (spec_.period.text() == dates(spec_.period) ? spec_.period.text() : fmt::format("{} ({})", spec_.period.text(), dates(spec_.period)));
    const std::string area = area_ == 0 ? say(Words{"全部", "all"}) : registers_.areas[static_cast<std::size_t>(area_)].code + " " + registers_.areas[static_cast<std::size_t>(area_)].name;
    heading.notes.push_back(say(Words{"时段 {}；区划 {}。", "Period {}; area {}."}, dates(spec_.period), area));
    if (spec_.compare != Compare::none) heading.notes.push_back(say(Words{"对比时段 {}。", "Compared with {}."}, dates(compared(spec_))));
    heading.notes.push_back(say(Words{"某一数字背后的记录：加 --explain 编号:指标（合计只写指标）；各指标的定义：cpcc measures。",
                                      "The records behind a figure: add --explain CODE:MEASURE (MEASURE alone for the total); what each measure counts: cpcc measures."}));
    return heading;
}

files::Table Summary::table() {
    files::Table table{heading(), columns(), {}};
    if (spec_.by.empty()) {
        std::vector<files::Cell> cells(2);
        if (area_ != 0) {
            cells[0] = registers_.areas[static_cast<std::size_t>(area_)].code;
            cells[1] = registers_.areas[static_cast<std::size_t>(area_)].name;
        }
        append_figures(cells, [](const Tally& tally, std::size_t i) { return tally.total(i); }, *whole_);
        table.rows.push_back(std::move(cells));
    } else {
        for (const Line& line : lines()) table.rows.push_back(row(line));
    }
    if (spec_.total) table.rows.push_back(total_row());
    return table;
}

}  // namespace

Compare parse_compare(std::string_view word) {
    if (word == "previous") return Compare::previous;
    if (word == "last-year") return Compare::last_year;
    throw Error(Exit::usage, say(Words{"--compare 的“{}”不可用", "--compare can't be \"{}\""}, word), say(Words{"可用 previous（上期）或 last-year（上年同期）", "it is previous or last-year"}));
}

files::Table summary(db::Connection& connection, const SummarySpec& spec) {
    db::Transaction snapshot(connection, db::Transaction::Kind::read);
    return Summary(connection, spec).table();
}

}  // namespace cpcc::report
