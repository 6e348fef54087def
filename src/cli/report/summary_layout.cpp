#include "report/summary_layout.hpp"

#include "cpcc/base/words.hpp"

#include <algorithm>

namespace cpcc::cli {

namespace {

files::Cell figure(const files::Cell& cell, files::CellType type) {
    const auto* number = std::get_if<std::int64_t>(&cell);
    return number ? files::Cell{files::Figure{*number, type}} : files::Cell{"–"};
}

// Returns the title of a column: what it says beside the measure's label.
std::string title_of(const files::Column& column, const report::Asked& asked) {
    const std::string rest = column.label.substr(asked.label().size());
    for (const std::string_view sign : {"·", ", "})
        if (rest.starts_with(sign)) return rest.substr(sign.size());
    return say(Words{"数值", "figure"});
}

// Returns the measures of a chart: of those asked, at most `most` that are usual, or else the first.
std::vector<report::Asked> charted(const std::vector<report::Asked>& asked, std::size_t most) {
    std::vector<report::Asked> chosen;
    for (const std::string_view usual : {"sessions", "problems_raised", "problems_solved"})
        if (const report::Asked* one = report::find_asked(asked, usual); one && chosen.size() < most)
            chosen.push_back(*one);
    if (chosen.empty()) chosen.push_back(asked.front());
    return chosen;
}

}  // namespace

void add_chart(files::Table& table, report::Group group, const std::vector<report::Asked>& asked) {
    constexpr std::size_t most_lines = 3, most_rows = 40;
    const bool time = report::is_time(group), named = report::words_of(group).named;
    const std::size_t rows = table.rows.size();
    if (rows < 2 || rows > most_rows) return;
    const auto measures = charted(asked, time ? most_lines : 1);
    files::Chart chart{time ? files::Chart::Kind::lines : files::Chart::Kind::bars,
                       say(Words{"按{}：{}", "By {}: {}"}, report::words_of(group).label.get(), measures[0].label()),
                       {},
                       {}};
    if (measures.size() > 1) chart.title = say(Words{"按{}", "By {}"}, report::words_of(group).label.get());
    const auto is_total = [](const auto& row) {
        const auto* first = std::get_if<std::string>(&row.front());
        return first && *first == Words{"合计", "total"}.get();
    };
    for (const auto& row : table.rows) {
        if (is_total(row)) continue;
        const auto* name = std::get_if<std::string>(&row[named ? 1 : 0]);
        chart.categories.push_back(name ? *name : say(Words{"（无）", "(none)"}));
    }
    for (const report::Asked& measure : measures) {
        const auto column = std::find_if(table.columns.begin(), table.columns.end(),
                                         [&](const files::Column& one) { return one.id == measure.id(); });
        if (column == table.columns.end()) return;
        files::ChartSeries series{measure.label(), {}, column->type};
        for (const auto& row : table.rows) {
            if (is_total(row)) continue;
            const auto* number =
                std::get_if<std::int64_t>(&row[static_cast<std::size_t>(column - table.columns.begin())]);
            series.values.push_back(number ? std::optional(*number) : std::nullopt);
        }
        chart.series.push_back(std::move(series));
    }
    table.heading.charts.push_back(std::move(chart));
}

files::Table upright(const files::Table& table, std::size_t groups, const std::vector<report::Asked>& asked) {
    const std::size_t per_measure = (table.columns.size() - groups) / asked.size();
    files::Table tall;
    tall.heading = table.heading;
    tall.columns = {{"theme", say(Words{"类别", "theme"})}, {"measure", say(Words{"指标", "measure"})}};
    for (std::size_t i = 0; i < per_measure; ++i)
        tall.columns.push_back(
            {table.columns[groups + i].id, title_of(table.columns[groups + i], asked.front()), files::CellType::any});
    std::string_view last;
    for (std::size_t m = 0; m < asked.size(); ++m) {
        const report::Theme& theme = report::theme_of(*asked[m].base);
        tall.rows.push_back({theme.id == last ? files::Cell{} : files::Cell{theme.label.str()}, asked[m].label()});
        for (std::size_t i = 0; i < per_measure; ++i) {
            const std::size_t column = groups + m * per_measure + i;
            tall.rows.back().push_back(figure(table.rows[0][column], table.columns[column].type));
        }
        last = theme.id;
    }
    return tall;
}

void add_definitions(files::Table& table, const std::vector<report::Asked>& asked) {
    for (const report::Asked& one : asked)
        table.heading.notes.push_back(say(Words{"{}：{}。", "{}: {}."}, one.label(), one.definition()));
}

void gather_themes(std::vector<report::Asked>& asked) {
    const auto place = [](const report::Asked& a) {
        return std::find_if(report::themes().begin(), report::themes().end(),
                            [&](const report::Theme& t) { return t.id == a.base->theme; });
    };
    std::stable_sort(asked.begin(), asked.end(), [&](const auto& a, const auto& b) { return place(a) < place(b); });
}

}  // namespace cpcc::cli
