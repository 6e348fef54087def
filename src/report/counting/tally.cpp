#include "counting/tally.hpp"

#include "cpcc/base/error.hpp"
#include "cpcc/base/money.hpp"
#include "cpcc/records/registry.hpp"
#include "facts/tag_filter.hpp"

#include <algorithm>
#include <set>

namespace cpcc::report {

// What an office's own measure asks of a fact besides its base.
struct Tally::Narrow {
    int choice = 0, form = 0, category = 0, topic = 0, sector = 0;
    std::optional<Tagged> tagged;
};

namespace {

int row_of(const std::vector<PlainEntry>& entries, const std::string& code, std::string_view kind, const CustomMeasure& custom) {
    for (std::size_t id = 1; id < entries.size(); ++id)
        if (entries[id].code == code) return static_cast<int>(id);
    throw Error(Exit::usage, say(Words{"配置的指标 {}：没有{} {}", "the configured measure {}: there is no {} {}"}, custom.id, records::kind(kind).label.get(), code));
}

std::string_view choice_kind(Source source) {
    if (source == Source::platform) return "platform";
    if (source == Source::document || source == Source::adopted) return "document";
    return source == Source::topic ? "topic" : "session";
}

}  // namespace

Tally::Tally(db::Connection& connection, const Registers& registers, const Grouping& grouping, const std::vector<Asked>& asked, const Period& period)
    : connection_(connection), registers_(registers), grouping_(grouping), period_(period) {
    const auto& groups = grouping.groups();
    for (const Asked& one : asked) {
        const bool means = std::all_of(groups.begin(), groups.end(), [&](Group group) { return has_meaning(one.base->source, group); });
        columns_.push_back({&one, one.custom ? narrow_of(one) : nullptr, means, {}, {}, {}, {}});
    }
}

std::shared_ptr<Tally::Narrow> Tally::narrow_of(const Asked& asked) {
    const CustomMeasure& custom = *asked.custom;
    auto narrow = std::make_shared<Narrow>();
    const auto number = [&](std::string_view kind, std::string_view field, const std::string& id) {
        if (id.empty()) return 0;
        return static_cast<int>(records::number_of(records::kind(kind).at(field).choices, id));   // the configuration was checked
    };
    narrow->choice = number(choice_kind(asked.base->source), "kind", custom.kind);
    narrow->form = number("session", "form", custom.form);
    narrow->category = number("problem", "category", custom.category);
    if (!custom.topic.empty()) narrow->topic = row_of(registers_.topics, custom.topic, "topic", custom);
    if (!custom.sector.empty()) narrow->sector = row_of(registers_.sectors, custom.sector, "sector", custom);
    if (!custom.tag.empty()) narrow->tagged.emplace(connection_, custom.tag);
    return narrow;
}

bool Tally::passes(const Column& column, const Fact& fact) const {
    if (!column.narrow) return true;
    const Narrow& narrow = *column.narrow;
    if (narrow.choice && fact.choice != narrow.choice) return false;
    if (narrow.form && fact.form != narrow.form) return false;
    if (narrow.category && fact.category != narrow.category) return false;
    if (narrow.topic && fact.topic != narrow.topic) return false;
    if (narrow.sector) {
        const bool ours = of_people(column.asked->base->source) ? fact.person != 0 && registers_.members[static_cast<std::size_t>(fact.person)].sector == narrow.sector
                                 : std::any_of(fact.platforms.begin(), fact.platforms.end(),
                                               [&](int p) { return registers_.platforms[static_cast<std::size_t>(p)].sector == narrow.sector; });
        if (!ours) return false;
    }
    return !narrow.tagged || narrow.tagged->on(fact);
}

// Whether a measure asks which attendance a fact is: by a tag of its own.
bool Tally::names_attendances() const {
    return std::any_of(columns_.begin(), columns_.end(), [](const Column& column) {
        return column.asked->base->source == Source::attendance && column.narrow && column.narrow->tagged;
    });
}

void Tally::run(const Watch& watch, const LeaveOut& leave_out) {
    Facts facts(connection_, registers_, period_, watch || names_attendances() ? Records::named : Records::counted);
    std::map<Source, std::vector<std::size_t>> columns;
    for (std::size_t i = 0; i < columns_.size(); ++i) columns[columns_[i].asked->base->source].push_back(i);
    for (const auto& [source, asked] : columns) run_source(facts, source, asked, watch, leave_out);
}

void Tally::run_source(Facts& facts, Source source, const std::vector<std::size_t>& asked, const Watch& watch, const LeaveOut& leave_out) {
    CellsOfPlatforms known(grouping_.by_platform(source) ? registers_.platforms.size() : 0);
    const bool by_keys = watch || leave_out;
    std::vector<Key> keys;
    facts.each(source, [&](const Fact& fact) {
        const Cells cells = cells_of(source, fact, known);
        if (cells.empty()) return;                       // it lies elsewhere
        if (by_keys) keys.clear();
        for (std::size_t i = 0; by_keys && i < cells.size(); ++i) keys.push_back(numbers_.key(cells[i]));
        for (const std::size_t i : asked)
            if (!leave_out || !leave_out(i, keys)) count(columns_[i], i, fact, cells, keys, watch);
    });
}

// Where the groups are all of place, the cells of what lies at one platform are those of whatever lies there.
Tally::Cells Tally::cells_of(Source source, const Fact& fact, CellsOfPlatforms& known) {
    if (fact.platforms.size() != 1 || known.empty()) {
        number(source, fact, cells_);
        return cells_;
    }
    auto& cells = known[static_cast<std::size_t>(fact.platforms.front())];
    if (!cells) number(source, fact, cells.emplace());
    return *cells;
}

void Tally::number(Source source, const Fact& fact, std::vector<std::uint32_t>& cells) {
    cells.clear();
    for (const Key& key : grouping_.keys(source, fact)) cells.push_back(numbers_.of(key));
}

void Tally::count(Column& column, std::size_t index, const Fact& fact, Cells cells, const std::vector<Key>& keys, const Watch& watch) {
    const Measure& measure = *column.asked->base;
    if (measure.of && !measure.of(fact)) return;
    const bool counted = !measure.counts || measure.counts(fact);
    if ((!counted && !measure.of) || !passes(column, fact)) return;
    const std::int64_t amount = measure.amount ? measure.amount(fact) : 1;
    if (watch) watch(index, fact, keys, amount, counted);
    add(column, fact, cells, amount, counted);
}

void Tally::add(Column& column, const Fact& fact, Cells cells, std::int64_t amount, bool counted) {
    const std::int64_t of_it = counted ? amount : 0;
    const auto put = [&](Figure& figure) { figure.count += of_it, figure.of += amount; };
    const auto put_in_cell = [&](std::uint32_t cell) {
        if (column.cells.size() <= cell) column.cells.resize(cell + 1);
        auto& figure = column.cells[cell];
        if (!figure) figure.emplace();
        put(*figure);
    };
    if (!column.asked->base->distinct) {
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

std::optional<std::int64_t> Tally::shown(const Measure& measure, const Figure& figure) {
    if (measure.unit == Unit::share) return share(figure.count, figure.of);
    return figure.count;
}

std::optional<std::int64_t> Tally::value(std::size_t measure, const Key& key) const {
    if (!means(measure)) return std::nullopt;
    const Column& column = columns_[measure];
    const std::uint32_t* cell = numbers_.find(key);
    return shown(*column.asked->base, cell && *cell < column.cells.size() ? column.cells[*cell].value_or(Figure{}) : Figure{});
}

std::optional<std::int64_t> Tally::total(std::size_t measure) const { return shown(*columns_[measure].asked->base, columns_[measure].total); }

std::vector<Key> Tally::touched() const {
    std::set<Key> keys;
    for (const Column& column : columns_)
        for (std::size_t cell = 0; cell < column.cells.size(); ++cell)
            if (column.cells[cell]) keys.insert(numbers_.key(static_cast<std::uint32_t>(cell)));
    return {keys.begin(), keys.end()};
}

}  // namespace cpcc::report
