#include "report/summary_layout.hpp"

#include "cpcc/base/money.hpp"
#include "framework/output.hpp"

#include <algorithm>
#include <cstdlib>

namespace cpcc::cli {

namespace {

std::string figure(const files::Cell& cell, files::CellType type) {
    const auto* number = std::get_if<std::int64_t>(&cell);
    if (!number) return "–";
    if (type == files::CellType::money) return yuan(*number);
    if (type == files::CellType::share)
        return fmt::format("{}{}.{:02}%", *number < 0 ? "-" : "", std::abs(*number) / 100, std::abs(*number) % 100);
    return std::to_string(*number);
}

// Returns the title of a column: what it says beside the measure's label.
std::string title_of(const files::Column& column, const report::Asked& asked) {
    const std::string rest = column.label.substr(asked.label().size());
    for (const std::string_view sign : {"·", ", "})
        if (rest.starts_with(sign)) return rest.substr(sign.size());
    return say(Words{"数值", "figure"});
}

// Returns the figures of one theme, after the group columns.
files::Table panel(const files::Table& table, std::size_t groups, const std::vector<report::Asked>& asked,
                   std::size_t per_measure, const report::Theme& theme) {
    std::vector<std::size_t> columns;
    for (std::size_t c = 0; c < groups; ++c) columns.push_back(c);
    for (std::size_t m = 0; m < asked.size(); ++m)
        if (asked[m].base->theme == theme.id)
            for (std::size_t i = 0; i < per_measure; ++i) columns.push_back(groups + m * per_measure + i);
    files::Table part;
    part.heading.title = theme.label.str();
    if (columns.size() == groups) return part;
    for (const std::size_t c : columns) part.columns.push_back(table.columns[c]);
    for (const auto& row : table.rows) {
        part.rows.emplace_back();
        for (const std::size_t c : columns) part.rows.back().push_back(row[c]);
    }
    return part;
}

}  // namespace

files::Table upright(const files::Table& table, std::size_t groups, const std::vector<report::Asked>& asked,
                     std::size_t per_measure) {
    files::Table tall;
    tall.heading = table.heading;
    tall.columns = {{"theme", say(Words{"类别", "theme"})}, {"measure", say(Words{"指标", "measure"})}};
    for (std::size_t i = 0; i < per_measure; ++i)
        tall.columns.push_back({table.columns[groups + i].id, title_of(table.columns[groups + i], asked.front())});
    std::string_view last;
    for (std::size_t m = 0; m < asked.size(); ++m) {
        const auto& measure = *asked[m].base;
        const auto theme = std::find_if(report::themes().begin(), report::themes().end(),
                                        [&](const report::Theme& t) { return t.id == measure.theme; });
        tall.rows.push_back(
            {measure.theme == last ? files::Cell{} : files::Cell{theme->label.str()}, asked[m].label()});
        for (std::size_t i = 0; i < per_measure; ++i) {
            const std::size_t column = groups + m * per_measure + i;
            tall.rows.back().emplace_back(figure(table.rows[0][column], table.columns[column].type));
        }
        last = measure.theme;
    }
    return tall;
}

void print_themes(Context& context, const files::Table& table, std::size_t groups,
                  const std::vector<report::Asked>& asked, std::size_t per_measure) {
    std::vector<files::Table> parts;
    for (const report::Theme& theme : report::themes())
        if (files::Table part = panel(table, groups, asked, per_measure, theme); !part.columns.empty())
            parts.push_back(std::move(part));
    parts.back().heading.notes = table.heading.notes;
    print_panels(context, table.heading.title, std::move(parts));
}

void gather_themes(std::vector<report::Asked>& asked) {
    const auto place = [](const report::Asked& a) {
        return std::find_if(report::themes().begin(), report::themes().end(),
                            [&](const report::Theme& t) { return t.id == a.base->theme; });
    };
    std::stable_sort(asked.begin(), asked.end(), [&](const auto& a, const auto& b) { return place(a) < place(b); });
}

}  // namespace cpcc::cli
