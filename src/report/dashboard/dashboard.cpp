#include "cpcc/report/dashboard.hpp"

#include "cpcc/report/coverage.hpp"
#include "cpcc/report/followup.hpp"
#include "cpcc/report/summary.hpp"
#include "summary/explain.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace cpcc::report {

namespace {

using files::Cell;
using files::CellType;
using files::Chart;
using Ids = std::vector<std::string>;

const Ids key_measures{"platforms",       "members_assigned", "coverage",   "sessions",         "attendances",
                       "problems_raised", "problems_solved",  "solve_rate", "problems_overdue", "documents"};
const Ids stage_measures{"problems_raised", "problems_solved", "problems_closed", "lookbacks",
                         "relapses",        "problems_open",   "problems_overdue"};
const Ids monthly_measures{"sessions", "problems_raised", "problems_solved"};
const Ids ranked_measures{"sessions", "attendances", "problems_raised", "problems_solved", "solve_rate", "coverage"};
constexpr std::array states{"kept", "shifted", "missed", "planned"};  // of a consultation day
constexpr std::size_t most_multiples = 24, most_rows = 3000, first_of_ranking = 5;

CellType type_of(Unit unit) {
    switch (unit) {
        case Unit::yuan: return CellType::money;
        case Unit::share: return CellType::share;
        case Unit::mean: return CellType::mean;
        case Unit::number: break;
    }
    return CellType::integer;
}

std::size_t place_of(const files::Table& table, std::string_view id) {
    const auto found =
        std::find_if(table.columns.begin(), table.columns.end(), [&](const auto& column) { return column.id == id; });
    return static_cast<std::size_t>(found - table.columns.begin());
}

const std::string& text_of(const files::Table& table, const std::vector<Cell>& row, std::string_view id) {
    static const std::string none;
    const auto* text = std::get_if<std::string>(&row[place_of(table, id)]);
    return text ? *text : none;
}

std::optional<std::int64_t> number_of(const files::Table& table, const std::vector<Cell>& row, const std::string& id) {
    const std::size_t place = place_of(table, id);
    const auto* number = place < row.size() ? std::get_if<std::int64_t>(&row[place]) : nullptr;
    return number ? std::optional(*number) : std::nullopt;
}

std::string anchor_of(const std::string& measure, const std::string& code = {}) {
    return "rows-" + measure + (code.empty() ? "" : "-" + code);
}

class Dashboard {
public:
    Dashboard(db::Connection& connection, const DashboardSpec& spec) : connection_(connection), spec_(spec) {
        by_ = spec.by ? spec.by : level_below(connection, spec.area, spec.period.last);
    }

    std::vector<files::Table> tables() {
        add(key_figures());
        add(months());
        if (by_) add(multiples());
        if (by_) add(ranking());
        if (!spec_.one_screen) add(stages());
        if (!spec_.calendar.rules.empty()) add(days());
        if (!spec_.one_screen) add(gaps_counted());
        add(due());
        if (spec_.rows) rows();
        return std::move(tables_);
    }

    files::Table key_figures() const {
        files::Table table = figures(say(Words{"主要数据  {}", "Key figures  {}"}, spec_.period.text()), key_measures);
        table.heading.form = files::Heading::Form::cards;
        return table;
    }

private:
    void add(files::Table table) {
        if (!table.columns.empty() || !table.heading.charts.empty()) tables_.push_back(std::move(table));
    }

    SummarySpec summary_spec(const Ids& measures) const {
        SummarySpec spec;
        spec.period = spec_.period;
        spec.area = spec_.area;
        spec.measures = ask(measures, {});
        spec.human = spec_.human;
        return spec;
    }

    // The twelve months that end with the period's last.
    Period year_back() const {
        const Date last = spec_.period.last;
        return {Date::of(last.year(), last.month(), 1).plus_months(-11), last};
    }

    Ids months_back() const {
        Ids names;
        for (const Period& month : split(year_back(), Span::month))
            names.push_back(span_name(Span::month, month.first));
        return names;
    }

    // A row for each measure: its figure, and those of the period before and a year before with the change.
    files::Table figures(std::string title, const Ids& measures) const {
        SummarySpec spec = summary_spec(measures);
        spec.compare = {Compare::previous, Compare::last_year};
        const files::Table wide = summary(connection_, spec);
        files::Table table;
        table.heading.title = std::move(title);
        table.columns = {{"measure", say(Words{"指标", "measure"})},
                         {"value", say(Words{"数值", "figure"}), CellType::any},
                         {"previous", say(Words{"上期", "previous"}), CellType::any},
                         {"previous_change", say(Words{"较上期", "change"}), CellType::any},
                         {"last_year", say(Words{"上年同期", "last year"}), CellType::any},
                         {"last_year_change", say(Words{"较上年同期", "change on last year"}), CellType::any}};
        table.columns[3].change = table.columns[5].change = true;
        for (const Asked& asked : spec.measures) {
            std::vector<Cell> row{spec_.human ? asked.label() : asked.id()};
            for (const std::string_view end :
                 {"", "_previous", "_previous_change", "_last_year", "_last_year_change"}) {
                const auto number = number_of(wide, wide.rows.front(), asked.id() + std::string(end));
                row.push_back(number ? Cell{files::Figure{*number, type_of(asked.base->unit)}} : Cell{});
            }
            if (spec_.rows) table.heading.links.leads_to[{table.rows.size(), "value"}] = anchor_of(asked.id());
            table.rows.push_back(std::move(row));
        }
        return table;
    }

    files::Table months() const {
        SummarySpec spec = summary_spec(monthly_measures);
        spec.period = year_back();
        spec.by = {Group::month};
        files::Table table = plain(summary(connection_, spec));
        table.heading = {say(Words{"逐月", "Month by month"}), {}};
        Chart chart{Chart::Kind::lines, say(Words{"近十二个月", "Twelve months"}), months_back(), {}};
        for (const Asked& asked : spec.measures) {
            files::ChartSeries series{asked.label(), {}};
            for (const auto& row : table.rows) series.values.push_back(number_of(table, row, asked.id()));
            chart.series.push_back(std::move(series));
        }
        table.heading.charts.push_back(std::move(chart));
        return spec_.one_screen ? chart_alone(std::move(table)) : table;
    }

    static files::Table plain(files::Table table) {
        for (files::Column& column : table.columns) column.theme.clear();
        return table;
    }

    static files::Table chart_alone(files::Table table) { return {std::move(table.heading), {}, {}}; }

    std::string by_label() const { return words_of(*by_).label.str(); }

    // A small chart for each group over the months; none if there are too many to be small.
    files::Table multiples() const {
        SummarySpec spec = summary_spec({"sessions"});
        spec.period = year_back();
        spec.by = {*by_, Group::month};
        const files::Table table = summary(connection_, spec);
        Chart chart{Chart::Kind::multiples,
                    say(Words{"各{}近十二个月{}", "{1} by {0}, twelve months"}, by_label(), spec.measures[0].label()),
                    months_back(),
                    {}};
        std::map<std::string, std::size_t> place;  // by code
        const std::string id{words_of(*by_).id};
        for (const auto& row : table.rows) {
            const std::string &code = text_of(table, row, id), &name = text_of(table, row, name_column());
            const auto [found, fresh] = place.try_emplace(code, chart.series.size());
            if (fresh) chart.series.push_back({name.empty() ? say(Words{"（无）", "(none)"}) : name, {}});
            chart.series[found->second].values.push_back(number_of(table, row, "sessions"));
        }
        files::Table shown;
        if (chart.series.size() > most_multiples || spec_.one_screen) return shown;
        shown.heading.title = say(Words{"各{}走势", "Each {}"}, by_label());
        shown.heading.charts.push_back(std::move(chart));
        return shown;
    }

    std::string name_column() const {
        const GroupWords& words = words_of(*by_);
        return std::string(words.id) + (words.named ? "_name" : "");
    }

    files::Table ranking() const {
        SummarySpec spec = summary_spec(ranked_measures);
        spec.by = {*by_};
        spec.ranking = {"sessions", true, std::nullopt};
        if (spec_.one_screen) spec.ranking.limit = first_of_ranking;
        files::Table table = plain(summary(connection_, spec));
        table.heading = {say(Words{"各{}排名", "Ranking by {}"}, by_label()), {}};
        if (spec_.one_screen) return table;
        Chart chart{Chart::Kind::bars, spec.measures[0].label(), {}, {{spec.measures[0].label(), {}}}};
        for (std::size_t r = 0; r < table.rows.size(); ++r) {
            const auto& row = table.rows[r];
            const std::string& name = text_of(table, row, name_column());
            chart.categories.push_back(name.empty() ? say(Words{"（无）", "(none)"}) : name);
            chart.series[0].values.push_back(number_of(table, row, "sessions"));
            for (const std::string& measure : ranked_measures)
                if (const auto number = number_of(table, row, measure); spec_.rows && number && *number != 0)
                    table.heading.links.leads_to[{r, measure}] =
                        anchor_of(measure, text_of(table, row, words_of(*by_).id));
        }
        table.heading.charts.push_back(std::move(chart));
        return table;
    }

    files::Table stages() const {
        files::Table table =
            figures(say(Words{"问题：从提出到回头看", "Problems, from raised to look-back"}), stage_measures);
        Chart chart{
            Chart::Kind::bars, say(Words{"各环节件数", "Problems by stage"}), {}, {{table.columns[1].label, {}}}};
        for (const auto& row : table.rows) {
            const auto* figure = std::get_if<files::Figure>(&row[1]);
            chart.categories.push_back(std::get<std::string>(row[0]));
            chart.series[0].values.push_back(figure ? std::optional(figure->value) : std::nullopt);
        }
        table.heading.charts.push_back(std::move(chart));
        return table;
    }

    files::Table days_of(const Period& period, bool human) const {
        constexpr std::array lists{CalendarList::days};
        const CalendarSpec spec{period, spec_.due.on, spec_.area, {}, spec_.calendar, spec_.due.workdays, human};
        return calendar(connection_, spec, lists).front();
    }

    // The days of the period, and a heat map of the twelve months: a line for each rule, a cell for each month.
    files::Table days() const {
        files::Table table = days_of(spec_.period, spec_.human);
        table.heading = {say(Words{"协商日", "Consultation days"}), {}};
        Chart chart{Chart::Kind::heat,
                    say(Words{"近十二个月协商日", "Consultation days, twelve months"}),
                    months_back(),
                    {},
                    {{say(Words{"已开展", "held"}), "●"},
                     {say(Words{"改日开展", "held on another day"}), "◐"},
                     {say(Words{"未开展", "not held"}), "×"},
                     {say(Words{"待开展", "planned"}), "○"}}};
        const files::Table year = days_of(year_back(), false);
        for (const auto& row : year.rows) {
            const std::string label = text_of(year, row, "rule");
            auto line = std::find_if(chart.series.begin(), chart.series.end(),
                                     [&](const files::ChartSeries& series) { return series.label == label; });
            if (line == chart.series.end())
                line = chart.series.insert(line,
                                           {label, std::vector<std::optional<std::int64_t>>(chart.categories.size())});
            const auto month = std::find(chart.categories.begin(), chart.categories.end(), text_of(year, row, "month"));
            const auto state = std::find(states.begin(), states.end(), text_of(year, row, "state"));
            if (month == chart.categories.end() || state == states.end()) continue;
            line->values[static_cast<std::size_t>(month - chart.categories.begin())] = state - states.begin() + 1;
        }
        if (!chart.series.empty()) table.heading.charts.push_back(std::move(chart));
        return spec_.one_screen ? chart_alone(std::move(table)) : table;
    }

    files::Table gap_rows(bool human) const {
        return coverage(connection_, {spec_.period, spec_.area, std::nullopt, human});
    }

    files::Table gaps_counted() const {
        files::Table table;
        table.heading.title = say(Words{"覆盖缺口", "Gaps in coverage"});
        table.columns = {{"gap", say(Words{"缺口", "gap"})}, {"count", say(Words{"数量", "count"}), CellType::integer}};
        std::map<std::string, std::int64_t> count;
        const files::Table all = gap_rows(false);
        for (const auto& row : all.rows) ++count[text_of(all, row, "gap")];
        for (const Gap& gap : gaps()) {
            const auto found = count.find(std::string(gap.id));
            const std::int64_t number = found == count.end() ? 0 : found->second;
            if (spec_.rows && number > 0)
                table.heading.links.leads_to[{table.rows.size(), "count"}] = anchor_of("gap", std::string(gap.id));
            table.rows.push_back({spec_.human ? gap.label.str() : std::string(gap.id), number});
        }
        return table;
    }

    FollowupSpec followup_spec(bool human) const {
        return {spec_.due.on, std::nullopt, spec_.due.workdays, spec_.due.lookback_after, human};
    }

    files::Table due() const {
        StatusSpec spec = spec_.due;
        spec.human = false;
        const files::Table ids = status(connection_, spec);
        spec.human = spec_.human;
        files::Table table = status(connection_, spec);
        for (std::size_t r = 0; spec_.rows && r < ids.rows.size(); ++r) {
            const std::string& subject = std::get<std::string>(ids.rows[r][0]);
            const bool followed = subject == "relapsed" || subject == "overdue" || subject == "lookback_due";
            if (followed && number_of(ids, ids.rows[r], "count").value_or(0) > 0)
                table.heading.links.leads_to[{r, "count"}] = anchor_of("due", subject);
        }
        return table;
    }

    // Adds the records behind the figures, the anchors to which the figures lead, a table for each measure.
    void rows() {
        std::set<std::string> measures(key_measures.begin(), key_measures.end());
        measures.insert(stage_measures.begin(), stage_measures.end());
        for (const Measure& measure : report::measures())
            if (measures.contains(std::string(measure.id))) rows_of(std::string(measure.id));
        const files::Table gap_ids = gap_rows(false), due_ids = followup(connection_, followup_spec(false));
        add_rows(gap_rows(true), say(Words{"覆盖缺口明细", "Gaps, one by one"}), "gap", gap_ids, "gap");
        add_rows(followup(connection_, followup_spec(true)), say(Words{"应跟踪的问题", "Problems to follow up"}), "due",
                 due_ids, "state");
    }

    void rows_of(const std::string& measure) {
        SummarySpec spec = summary_spec({measure});
        if (by_) spec.by = {*by_};
        const files::Table found = records_by_row(connection_, spec, measure);
        add_rows(found, say(Words{"记录：{}", "Records: {}"}, spec.measures[0].label()), measure, found,
                 by_ ? words_of(*by_).id : std::string_view("kind"));
    }

    // Adds the rows. An anchor stands where the value of a column changes in `ids`, which has the same rows.
    void add_rows(files::Table table, std::string title, const std::string& what, const files::Table& ids,
                  std::string_view column) {
        table.heading.title = std::move(title);
        table.heading.links.anchor = anchor_of(what);
        std::set<std::string> seen;
        for (std::size_t r = 0; r < ids.rows.size() && r < most_rows; ++r)
            if (const std::string& id = text_of(ids, ids.rows[r], column); !id.empty() && seen.insert(id).second)
                table.heading.links.rows[r] = anchor_of(what, id);
        if (table.rows.size() > most_rows) {
            table.heading.notes.push_back(say(Words{"共 {} 条，此处列出 {} 条；全部见 cpcc report 的相应报表。",
                                                    "{1} of {0} rows are shown; the report itself has all."},
                                              table.rows.size(), most_rows));
            table.rows.resize(most_rows);
        }
        tables_.push_back(std::move(table));
    }

    db::Connection& connection_;
    const DashboardSpec& spec_;
    std::optional<Group> by_;
    std::vector<files::Table> tables_;
};

}  // namespace

std::vector<files::Table> dashboard(db::Connection& connection, const DashboardSpec& spec) {
    const db::Transaction snapshot(connection, db::Transaction::Kind::read);
    return Dashboard(connection, spec).tables();
}

files::Table key_figures(db::Connection& connection, const DashboardSpec& spec) {
    const db::Transaction snapshot(connection, db::Transaction::Kind::read);
    return Dashboard(connection, spec).key_figures();
}

}  // namespace cpcc::report
