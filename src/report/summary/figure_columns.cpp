#include "summary/figure_columns.hpp"

namespace cpcc::report {

namespace {

// Returns the sign between a measure's label and what a column says about it.
std::string_view between() { return Words{"·", ", "}.get(); }

files::CellType type_of(Unit unit) {
    switch (unit) {
        case Unit::share: return files::CellType::share;
        case Unit::yuan: return files::CellType::money;
        case Unit::mean: return files::CellType::mean;
        default: return files::CellType::integer;
    }
}

// Appends a figure and the columns that say more about it. `name` names the part of the period, if it is one.
void add_figure(std::vector<FigureColumn>& columns, const SummarySpec& spec, bool adjusted, std::size_t piece,
                const std::string& name) {
    const auto add = [&](Shows shows, const std::string& suffix, Words words) {
        const std::string what = words.str();
        const std::string says = name.empty() || what.empty() ? name + what : name + std::string(between()) + what;
        columns.push_back({shows, (name.empty() ? "" : "_" + name) + suffix, says, piece});
    };
    add(Shows::figure, "", {});
    if (adjusted) add(Shows::adjustment, "_adjustment", {"调整", "adjustment"});
    if (spec.filed && !spec.human) add(Shows::source, "_source", {"来源", "source"});
    if (spec.share) add(Shows::share, "_share", {"占比", "share"});
}

// Appends the figure of a compared period and the change against it.
void add_compared(std::vector<FigureColumn>& columns, const SummarySpec& spec, std::size_t before) {
    const bool previous = spec.compare[before] == Compare::previous, alone = spec.compare.size() == 1;
    const std::string id = previous ? "_previous" : "_last_year", of = alone ? "" : id;
    const Words figure = previous ? Words{"上期", "previous"} : Words{"上年同期", "last year"};
    const Words change = alone      ? Words{"增减", "change"}
                         : previous ? Words{"比上期增减", "change on previous"}
                                    : Words{"比上年同期增减", "change on last year"};
    const Words percent = previous ? Words{"环比", "% on previous"} : Words{"同比", "% on last year"};
    columns.push_back({Shows::before, id, figure.str(), 0, before});
    columns.push_back({Shows::change, of + "_change", change.str(), 0, before});
    if (spec.percent) columns.push_back({Shows::percent, of + "_percent", percent.str(), 0, before});
}

}  // namespace

std::vector<FigureColumn> figure_columns(const SummarySpec& spec, const std::vector<std::string>& pieces,
                                         bool adjusted) {
    std::vector<FigureColumn> columns;
    for (std::size_t piece = 0; piece < pieces.size(); ++piece)
        add_figure(columns, spec, adjusted, piece + 1, pieces[piece]);
    if (pieces.empty() || spec.total) add_figure(columns, spec, adjusted, 0, "");
    for (std::size_t i = 0; i < spec.compare.size(); ++i) add_compared(columns, spec, i);
    return columns;
}

files::Column column_of(const Asked& asked, const FigureColumn& column) {
    const bool ratio = column.shows == Shows::share || column.shows == Shows::percent;
    return {asked.id() + column.suffix,
            column.says.empty() ? asked.label() : fmt::format("{}{}{}", asked.label(), between(), column.says),
            column.shows == Shows::source ? files::CellType::text
            : ratio                       ? files::CellType::share
                                          : type_of(asked.base->unit),
            theme_of(*asked.base).label.str()};
}

}  // namespace cpcc::report
