#include "summary/frozen_figures.hpp"

#include "counting/tally.hpp"
#include "cpcc/base/error.hpp"
#include "cpcc/db/sets.hpp"
#include "cpcc/report/frozen_figures.hpp"

#include <algorithm>

namespace cpcc::report {

namespace {

int level(const Registers& registers, int area) {
    return area == 0 ? 0 : registers.areas[static_cast<std::size_t>(area)].level;
}

bool related(const Registers& registers, int a, int b) {
    return a == 0 || b == 0 || registers.lies_in(a, b) || registers.lies_in(b, a);
}

}  // namespace

std::vector<Closing> closings_within(db::Connection& connection, const Registers& registers, int asked,
                                     const Period& period) {
    std::vector<Closing> found;
    auto rows = connection.prepare(
        "SELECT c.id, c.area, c.first_day, c.last_day, e.at, e.by FROM closing c JOIN entry e ON e.id = c.closed WHERE "
        "c.reopened IS NULL "
        "AND c.last_day BETWEEN $first AND $last AND c.first_day >= $first ORDER BY c.first_day, c.last_day, c.id");
    rows.bind("first", period.first.packed()).bind("last", period.last.packed());
    while (rows.step()) {
        Closing closing{rows.integer(0),
                        rows.small(1),
                        {Date::packed(rows.integer(2)), Date::packed(rows.integer(3))},
                        rows.str(4),
                        rows.str(5)};
        if (related(registers, asked, closing.area)) found.push_back(std::move(closing));
    }
    std::stable_sort(found.begin(), found.end(), [&](const Closing& a, const Closing& b) {
        return std::tuple(a.period.first, a.period.last, level(registers, a.area)) <
               std::tuple(b.period.first, b.period.last, level(registers, b.area));
    });
    return found;
}

std::string names_of(const std::vector<const Closing*>& closings, const Registers& registers) {
    constexpr std::size_t most = 4;
    std::string all;
    for (std::size_t i = 0; i < closings.size() && i < most; ++i) {
        const Closing& one = *closings[i];
        const AreaEntry* area = one.area == 0 ? nullptr : &registers.areas[static_cast<std::size_t>(one.area)];
        const std::string place = area ? area->shown() : say(Words{"全部", "all"});
        all += (i ? say(Words{"；", "; "}) : "") +
               say(Words{"{} {}（{}，{}）", "{} {} ({}, {})"}, one.period.text(), place, one.by, one.at);
    }
    if (closings.size() > most) all += say(Words{"等，共 {} 次", "; {} in total"}, closings.size());
    return all;
}

FrozenRows frozen_rows(const std::vector<Group>& groups) {
    FrozenRows rows{true, std::nullopt};
    for (std::size_t g = 0; g < groups.size(); ++g) {
        if (!level_of(groups[g])) return {};
        if (!rows.group || groups[g] > groups[*rows.group]) rows.group = g;
    }
    return rows;
}

std::optional<std::int64_t> adjustment(std::optional<std::int64_t> now, std::optional<std::int64_t> frozen) {
    if (!now && !frozen) return std::nullopt;
    return now.value_or(0) - frozen.value_or(0);
}

Frozen::Frozen(db::Connection& connection, const Registers& registers, int asked, const std::vector<Closing>& known,
               const Period& period, const std::vector<Asked>& measures)
    : asked_(measures) {
    for (const Closing& closing : known)
        if (closing.period == period) kept_.push_back(load(connection, registers, closing));
    base_ = nearest(asked);
    for (const Kept& kept : kept_)
        if (kept.closing->area == asked) base_ = &kept;
}

Frozen::Kept Frozen::load(db::Connection& connection, const Registers& registers, const Closing& closing) const {
    Kept kept{&closing, std::vector<bool>(registers.areas.size()), std::vector<bool>(asked_.size()),
              std::vector<std::unordered_map<int, std::int64_t>>(asked_.size())};
    auto areas = connection.prepare("SELECT area FROM closing_area WHERE closing = $closing ORDER BY area");
    areas.bind("closing", closing.id);
    while (areas.step()) kept.areas[static_cast<std::size_t>(areas.integer(0))] = true;
    std::map<std::string, std::size_t, std::less<>> place;
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < asked_.size(); ++i) place.emplace(ids.emplace_back(asked_[i].id()), i);
    auto measures = connection.prepare("SELECT measure FROM closing_measure WHERE closing = $closing ORDER BY measure");
    measures.bind("closing", closing.id);
    while (measures.step())
        if (const auto found = place.find(measures.text(0)); found != place.end()) kept.measures[found->second] = true;
    auto figures =
        connection.prepare(fmt::format("SELECT measure, area, value FROM closing_figure WHERE closing = $closing AND "
                                       "measure IN ({}) ORDER BY measure, area",
                                       db::set_parameters()));
    figures.bind("closing", closing.id);
    db::for_each_in(figures, std::span<const std::string>(ids), [&](db::Statement& row) {
        kept.values[place.find(row.text(0))->second][row.small(1)] = row.integer(2);
    });
    return kept;
}

const Frozen::Kept* Frozen::nearest(int area) const {
    const Kept* found = nullptr;
    for (const Kept& kept : kept_)
        if (kept.holds(area)) found = &kept;
    return found;
}

const Frozen::Kept* Frozen::of(int area) const { return base_ && base_->holds(area) ? base_ : nearest(area); }

const Closing* Frozen::closing_of(int area) const {
    const Kept* kept = of(area);
    return kept ? kept->closing : nullptr;
}

std::optional<Frozen::Figure> Frozen::figure(int area, std::size_t measure) const {
    const Kept* kept = of(area);
    const Measure& base = *asked_[measure].base;
    if (!kept || !kept->measures[measure] || !base.only_by.front().empty()) return std::nullopt;
    const auto found = kept->values[measure].find(area);
    if (found != kept->values[measure].end()) return Figure{found->second};
    return is_quotient(base.unit) ? Figure{} : Figure{0};
}

namespace {

// Returns whether all other areas lie above or below the area.
bool is_all(const Registers& registers, int area) {
    for (std::size_t id = 1; id < registers.areas.size(); ++id)
        if (registers.areas[id].standing.live && !related(registers, static_cast<int>(id), area)) return false;
    return true;
}

std::optional<std::int64_t> kept_value(const Measure& measure, std::optional<std::int64_t> value) {
    return !may_be_missing(measure) && value == 0 ? std::nullopt : value;
}

}  // namespace

void figures_to_freeze(db::Connection& connection, const std::optional<std::string>& code, const Period& period,
                       const std::vector<Asked>& asked, const TakeFigure& take) {
    const Registers registers(connection);
    const int area = code ? registers.area(*code) : 0;
    const std::vector<const Source*> sources = sources_of(asked);
    if (is_all(registers, area)) {
        const Grouping everything(registers, {}, 0, sources);
        Tally tally(connection, registers, everything, asked, period);
        tally.run();
        for (std::size_t i = 0; i < asked.size(); ++i)
            take(0, asked[i].id(), kept_value(*asked[i].base, tally.total(i)));
    }
    for (int at = std::max(1, level(registers, area)); at <= area_levels; ++at) {
        std::vector<int> places;
        for (std::size_t id = 1; id < registers.areas.size(); ++id)
            if (registers.areas[id].level == at && (area == 0 || registers.lies_in(static_cast<int>(id), area)))
                places.push_back(static_cast<int>(id));
        if (places.empty()) continue;
        const Grouping by_level(registers, {group_of_level(at)}, area, sources);
        Tally tally(connection, registers, by_level, asked, period);
        tally.run();
        for (const int place : places)
            for (std::size_t i = 0; i < asked.size(); ++i)
                take(place, asked[i].id(), kept_value(*asked[i].base, tally.value(i, {place})));
    }
}

}  // namespace cpcc::report
