#include "filings/rollup.hpp"

#include "cpcc/base/error.hpp"
#include "cpcc/base/text.hpp"

#include <algorithm>

namespace cpcc::report {

RollUp::RollUp(db::Connection& connection, const Registers& registers, int area, int level, const Period& period,
               const std::vector<Asked>& asked, const std::set<int>& own_books)
    : registers_(registers),
      period_(period),
      asked_(asked),
      own_books_(own_books),
      filings_(filed_in(filings(connection, registers, area), period)),
      area_(area),
      own_(own_books_inside(area)) {
    std::set<int> levels{level};
    if (level == 0) levels.merge(levels_below(area));
    if (levels.size() > 1) levels.erase(0);
    for (const int each : levels) levels_.push_back(count(connection, area, each));
    if (level != 0) roll_up_below(connection, area, level);
}

// Returns the areas with their own books whose filings make up the figure of an area: itself if its records are only
// samples, otherwise those below it.
std::vector<int> RollUp::own_books_inside(int area) const {
    if (area != 0 && keeps_own_books(area)) return {area};
    std::vector<int> inside;
    for (const int own : own_books_) {
        const bool nested = std::any_of(own_books_.begin(), own_books_.end(),
                                        [&](int other) { return other != own && registers_.lies_in(own, other); });
        if (!nested && (area == 0 || registers_.lies_in(own, area)) &&
            registers_.areas[static_cast<std::size_t>(own)].standing.during(period_))
            inside.push_back(own);
    }
    return inside;
}

std::vector<int> RollUp::missing(const std::vector<int>& areas, std::size_t measure) const {
    std::vector<int> without;
    std::copy_if(areas.begin(), areas.end(), std::back_inserter(without), [&](int own) {
        return !filings_.contains({own, asked_[measure].id()});
    });
    return without;
}

// Rolls up the areas of the level that have areas with their own books below them, and the whole if these are not of
// this level.
void RollUp::roll_up_below(db::Connection& connection, int area, int level) {
    const auto all_below = [&](int outer) {
        return std::make_unique<RollUp>(connection, registers_, outer, 0, period_, asked_, own_books_);
    };
    for (const int own : own_) {
        const AreaEntry& entry = registers_.areas[static_cast<std::size_t>(own)];
        if (own == area || entry.level == level) continue;
        if (!whole_) whole_ = all_below(area);
        const int above = entry.level > level ? entry.at_level[static_cast<std::size_t>(level)] : 0;
        if (above != 0 && !below_.contains(above)) below_.emplace(above, all_below(above));
    }
}

// Returns the levels of areas that filed any of the requested measures.
std::set<int> RollUp::levels_below(int area) const {
    std::set<int> levels;
    for (const auto& [place, filing] : filings_)
        if (filing.area != area && find_asked(asked_, filing.measure))
            levels.insert(registers_.areas[static_cast<std::size_t>(filing.area)].level);
    return levels;
}

bool RollUp::keeps_own_books(int area) const {
    return std::any_of(own_books_.begin(), own_books_.end(), [&](int own) { return registers_.lies_in(area, own); });
}

RollUp::Level RollUp::count(db::Connection& connection, int area, int level) const {
    std::vector<Group> groups;
    if (level != 0) groups.push_back(group_of_level(level));
    Level found{level, std::make_unique<Grouping>(registers_, std::move(groups), area, sources_of(asked_)), nullptr,
                std::vector<std::map<int, const Filing*>>(asked_.size())};
    for (std::size_t i = 0; i < asked_.size(); ++i)
        for (const auto& [place, filing] : filings_) {
            const AreaEntry& entry = registers_.areas[static_cast<std::size_t>(filing.area)];
            if (filing.measure == asked_[i].id() && entry.level == level && filing.area != area &&
                entry.standing.during(period_))
                found.filed[i].emplace(filing.area, &filing);
        }
    // Skip facts that lie only in areas with their own books that filed this measure: the filed figure replaces them.
    found.tally = std::make_unique<Tally>(connection, registers_, *found.grouping, asked_, period_);
    found.tally->run(nullptr, [&](std::size_t measure, const std::vector<Key>& keys) {
        return std::all_of(keys.begin(), keys.end(), [&](const Key& key) {
            return !key.empty() && found.filed[measure].contains(key[0]) && keeps_own_books(key[0]);
        });
    });
    for (std::size_t i = 0; i < asked_.size(); ++i)
        std::erase_if(found.filed[i], [&](const auto& one) {
            return found.tally->value(i, {one.first}).value_or(0) != 0 && !keeps_own_books(one.first);
        });
    return found;
}

const RollUp::Level& RollUp::level_of_measure(std::size_t measure) const {
    const auto found =
        std::find_if(levels_.begin(), levels_.end(), [&](const Level& level) { return !level.filed[measure].empty(); });
    return found == levels_.end() ? levels_.back() : *found;
}

RollUp::Figure RollUp::figure(int area, std::size_t measure) const {
    const Level& level = levels_.front();
    const auto found = level.filed[measure].find(area);
    if (found != level.filed[measure].end()) return {in_unit(*asked_[measure].base, found->second->value), From::filed};
    if (keeps_own_books(area)) return {std::nullopt, From::not_filed};
    if (const auto rolled = below_.find(area); rolled != below_.end()) return rolled->second->total(measure);
    return {level.tally->value(measure, {area}), From::records};
}

RollUp::Figure RollUp::total(std::size_t measure) const {
    if (!missing(own_, measure).empty()) return {std::nullopt, From::incomplete};
    if (own_ == std::vector{area_}) {
        const Filing& filing = filings_.at({area_, asked_[measure].id()});
        return {in_unit(*asked_[measure].base, filing.value), From::filed};
    }
    if (whole_) return whole_->total(measure);
    const Level& level = level_of_measure(measure);
    const auto counted = level.tally->total(measure);
    if (level.filed[measure].empty()) return {counted, From::records};
    if (is_quotient(asked_[measure].base->unit)) return {std::nullopt, From::mixed};
    std::int64_t sum = counted.value_or(0);
    for (const auto& [area, filing] : level.filed[measure]) sum += in_unit(*asked_[measure].base, filing->value);
    return {sum, From::mixed};
}

std::vector<std::string> RollUp::notes() const {
    std::map<std::string, std::vector<std::string>> by_area;  // by code
    bool rough = false, shares = false;
    for (std::size_t i = 0; i < asked_.size(); ++i)
        for (const auto& [area, filing] : level_of_measure(i).filed[i]) {
            const AreaEntry& entry = registers_.areas[static_cast<std::size_t>(area)];
            by_area[entry.shown()].push_back(asked_[i].label() + " " + worded(*filing));
            rough = rough || filing->wording != Wording::exact;
            shares = shares || is_quotient(asked_[i].base->unit);
        }
    if (by_area.empty() && !own_.empty()) return {};
    if (by_area.empty())
        return {say(Words{"{}：没有可采用的填报数据，均按记录统计。",
                          "{}: no filed figures available; all figures come from records."},
                    period_.text())};
    std::vector<std::string> areas;
    for (const auto& [area, figures] : by_area)
        areas.push_back(say(Words{"{}（{}）", "{} ({})"}, area, listed(figures)));
    std::vector<std::string> notes{say(Words{"{} 采用的填报数据：{}；其余按记录统计。",
                                             "{}: filed figures used for {}; the others come from records."},
                                       period_.text(), join(areas, say(Words{"；", "; "})))};
    if (rough)
        notes.push_back(say(Words{
            "填报措辞为“约”“余”“近”的，按所填数字计入，相关合计为约数。",
            "Figures filed as about, over or near are used as given, so totals that include them are approximate."}));
    if (shares)
        notes.push_back(
            say(Words{"含有填报数据的比率不作合计。", "Shares that include filed figures are not totalled."}));
    return notes;
}

std::vector<std::string> RollUp::incomplete() const {
    std::map<std::vector<int>, std::vector<std::string>> measures;  // by the areas that did not file them
    for (std::size_t i = 0; i < asked_.size(); ++i)
        if (const auto without = missing(own_, i); !without.empty()) measures[without].push_back(asked_[i].label());
    constexpr std::size_t most_named = 6;
    std::vector<std::string> notes;
    for (const auto& [without, labels] : measures) {
        std::vector<std::string> areas;
        for (const int own : without) {
            const AreaEntry& entry = registers_.areas[static_cast<std::size_t>(own)];
            areas.push_back(fmt::format("{} {}", entry.code, entry.name));
        }
        std::sort(areas.begin(), areas.end());
        const std::string what = labels.size() <= most_named ? join(labels, say(Words{"、", ", "}))
                                                             : say(Words{"共 {} 项指标", "{} measures"}, labels.size());
        notes.push_back(
            say(Words{"{}：数据不全，{} 个区划未填报：{}（{}）。", "{}: incomplete: {} not filed: {} ({})."},
                period_.text(), areas.size(), join(areas, say(Words{"、", ", "})), what));
    }
    return notes;
}

std::string_view word_of(RollUp::From from) noexcept {
    switch (from) {
        case RollUp::From::records: return "records";
        case RollUp::From::filed: return "filed";
        case RollUp::From::mixed: return "mixed";
        case RollUp::From::not_filed: return "not_filed";
        case RollUp::From::incomplete: return "incomplete";
    }
    return {};
}

}  // namespace cpcc::report
