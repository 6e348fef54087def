#include "counting/tally.hpp"

#include "cpcc/base/error.hpp"
#include "cpcc/base/money.hpp"

#include <algorithm>
#include <set>

namespace cpcc::report {

Tally::Tally(db::Connection& connection, const Registers& registers, const Grouping& grouping,
             const std::vector<Asked>& asked, const Period& period)
    : connection_(connection),
      registers_(registers),
      grouping_(grouping),
      period_(period),
      cells_of_platform_(registers.platforms.size()),
      cells_of_area_(registers.areas.size()) {
    for (const Asked& one : asked) columns_.push_back(column_of(one));
}

// Binds the conditions of a measure. Those of a custom share apply to its numerator and its denominator.
Tally::Column Tally::column_of(const Asked& asked) const {
    const Measure& measure = *asked.base;
    const Source& source = source_of(measure);
    const bool is_share = measure.unit == Unit::share;
    const auto own = conditions_on(source, measure.where);
    auto conditions = is_share ? conditions_on(source, measure.of) : own;
    if (asked.custom)
        for (auto& condition : conditions_on(measure, asked.custom->where, asked.custom->id))
            conditions.push_back(std::move(condition));
    try {
        Column column{.measure = &measure,
                      .source = &source,
                      .filter = FactFilter(connection_, registers_, source, conditions, period_)};
        if (is_share) column.part = FactFilter(connection_, registers_, source, own, period_);
        if (!measure.value.empty()) column.value = source.value(measure.value);
        column.means = grouping_.has_groups(source) && grouping_.allows(measure);
        for (const std::string_view field : measure.only_by)
            if (!field.empty()) column.common.push_back({field});
        return column;
    } catch (const Error& error) {  // an unknown code; only custom measures name codes
        throw Error(error.code(),
                    say(Words{"配置的指标 {}：{}", "the configured measure {}: {}"}, asked.id(), error.message()),
                    error.hint());
    }
}

// Finds out in which of the fields all records of such a column are alike, after they are counted.
void Tally::compare(Column& column) const {
    if (column.records.empty()) return;
    for (Common& common : column.common) {
        FieldGroup field(registers_, common.field, {column.source});
        field.load(connection_, *column.source, period_);
        const auto member = [&](std::int64_t row) { return field.of_row(*column.source, row, 0); };
        const int first = member(column.records.front());
        common.holds = std::all_of(column.records.begin(), column.records.end(),
                                   [&](std::int64_t row) { return member(row) == first; });
    }
}

// Returns whether a condition on a tag needs row numbers that the reader would otherwise not read.
bool Tally::names_records() const {
    return std::any_of(columns_.begin(), columns_.end(),
                       [](const Column& column) { return column.source->lazy_rows && column.filter.reads_records(); });
}

// Returns whether a group or a condition needs the topics that facts inherit.
bool Tally::names_topics() const {
    return grouping_.inherits_topics() || std::any_of(columns_.begin(), columns_.end(), [](const Column& column) {
               return column.filter.reads_topics();
           });
}

void Tally::run(const Watch& watch, const LeaveOut& leave_out) {
    FactReader facts(connection_, registers_, period_, watch || names_records() ? Records::named : Records::counted,
                     names_topics() ? Topics::inherited : Topics::own);
    for (const Source& source : sources()) {
        std::vector<std::size_t> columns;
        for (std::size_t i = 0; i < columns_.size(); ++i)
            if (columns_[i].source == &source) columns.push_back(i);
        if (!columns.empty()) run_source(facts, source, columns, watch, leave_out);
    }
}

void Tally::run_source(FactReader& facts, const Source& source, const std::vector<std::size_t>& asked,
                       const Watch& watch, const LeaveOut& leave_out) {
    grouping_.load(connection_, source, period_);
    const KeysBy by = grouping_.keys_by(source);
    if (!grouping_.by_areas()) {
        cells_of_platform_.assign(registers_.platforms.size(), std::nullopt);
        cells_of_area_.assign(registers_.areas.size(), std::nullopt);
    }
    const bool by_keys = watch || leave_out;
    std::vector<Key> keys;
    facts.each(source, [&](const Fact& fact) {
        const Cells cells = cells_of(source, fact, by);
        if (cells.empty()) return;  // it lies outside the area
        if (by_keys) keys.clear();
        for (std::size_t i = 0; by_keys && i < cells.size(); ++i) keys.push_back(numbers_.key(cells[i]));
        for (const std::size_t i : asked)
            if (!leave_out || !leave_out(i, keys)) count(columns_[i], i, fact, cells, keys, watch);
    });
    for (const std::size_t i : asked) compare(columns_[i]);
}

// Returns where the cells of a fact at its area, or at its platform, are known; null if they depend on more than that.
Tally::KnownCells::value_type* Tally::known_cells(const Fact& fact, KeysBy by) {
    if (by == KeysBy::area) return &cells_of_area_[static_cast<std::size_t>(fact.area)];
    if (by == KeysBy::fact || fact.platforms.size() != 1 || !fact.places.empty()) return nullptr;
    const auto platform = static_cast<std::size_t>(fact.platforms.front());
    return registers_.platforms[platform].former.empty() ? &cells_of_platform_[platform] : nullptr;
}

Tally::Cells Tally::cells_of(const Source& source, const Fact& fact, KeysBy by) {
    auto* known = known_cells(fact, by);
    if (!known) {
        number(source, fact, cells_);
        return cells_;
    }
    auto& cells = *known;
    if (!cells) number(source, fact, cells.emplace());
    return *cells;
}

void Tally::number(const Source& source, const Fact& fact, std::vector<std::uint32_t>& cells) {
    cells.clear();
    for (const Key& key : grouping_.keys(source, fact)) cells.push_back(numbers_.of(key));
}

void Tally::count(Column& column, std::size_t index, const Fact& fact, Cells cells, const std::vector<Key>& keys,
                  const Watch& watch) {
    if (column.measure->distinct && fact.person == 0) return;
    if (!column.filter.passes(fact)) return;
    const bool counted = column.part.passes(fact);
    const std::int64_t amount = amount_of(column, fact);
    if (!column.common.empty() && amount != 0) column.records.push_back(fact.id);
    if (watch) watch(index, fact, keys, amount, counted);
    add(column, fact, cells, amount, counted);
}

std::int64_t Tally::amount_of(const Column& column, const Fact& fact) {
    if (!column.value) return 1;
    const std::int64_t value = fact.values[*column.value];
    return value == no_value ? 0 : value;
}

void Tally::add(Column& column, const Fact& fact, Cells cells, std::int64_t amount, bool counted) {
    const std::int64_t of_it = counted ? amount : 0;
    const std::int64_t one = column.measure->unit == Unit::mean ? 1 : amount;
    const auto put = [&](Figure& figure) { figure.count += of_it, figure.of += one; };
    const auto put_in_cell = [&](std::uint32_t cell) {
        if (column.cells.size() <= cell) column.cells.resize(cell + 1);
        auto& figure = column.cells[cell];
        if (!figure) figure.emplace();
        put(*figure);
    };
    if (!column.measure->distinct) {
        put(column.total);
        if (column.means) std::for_each(cells.begin(), cells.end(), put_in_cell);
        return;
    }
    const auto person = static_cast<std::size_t>(fact.person);
    if (column.seen_in_total.size() <= person) column.seen_in_total.resize(person + 1);
    if (!column.seen_in_total[person]) put(column.total);
    column.seen_in_total[person] = true;
    if (!column.means) return;
    for (const std::uint32_t cell : cells)
        if (column.seen.insert(cell, fact.person)) put_in_cell(cell);
}

bool Tally::means(std::size_t measure) const { return columns_[measure].means; }

std::optional<std::int64_t> figure_of(Unit unit, const Figure& figure) {
    if (unit == Unit::share) return share(figure.count, figure.of);
    if (unit != Unit::mean) return figure.count;
    if (figure.of == 0) return std::nullopt;
    return (20 * figure.count + figure.of) / (2 * figure.of);  // tenths, rounded half up
}

std::optional<std::int64_t> Tally::value(std::size_t measure, const Key& key) const {
    if (!means(measure)) return std::nullopt;
    const Column& column = columns_[measure];
    const std::uint32_t* cell = numbers_.find(key);
    return figure_of(column.measure->unit,
                     cell && *cell < column.cells.size() ? column.cells[*cell].value_or(Figure{}) : Figure{});
}

std::optional<std::int64_t> Tally::total(std::size_t measure) const {
    const Column& column = columns_[measure];
    const auto holds = [](const Common& common) { return common.holds; };
    if (!column.common.empty() && std::none_of(column.common.begin(), column.common.end(), holds)) return std::nullopt;
    return figure_of(column.measure->unit, column.total);
}

std::vector<Key> Tally::touched() const {
    std::set<Key> keys;
    for (const Column& column : columns_)
        for (std::size_t cell = 0; cell < column.cells.size(); ++cell)
            if (column.cells[cell]) keys.insert(numbers_.key(static_cast<std::uint32_t>(cell)));
    return {keys.begin(), keys.end()};
}

}  // namespace cpcc::report
