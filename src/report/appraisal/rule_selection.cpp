#include "appraisal/rule_selection.hpp"

#include "cpcc/base/suggest.hpp"
#include "cpcc/base/text.hpp"

#include <algorithm>

namespace cpcc::report {

namespace {

Period scoring_year(int year, int begins) {
    const Date first = Date::of(begins == 1 ? year : year - 1, begins, 1);
    return {first, first.plus_months(11).month_end()};
}

std::string whose(Appraised who) {
    return who == Appraised::members ? say(Words{"委员", "members"}) : say(Words{"平台", "platforms"});
}
std::string_view word(Appraised who) { return who == Appraised::members ? "members" : "platforms"; }

std::string names(const std::vector<const AppraisalRules*>& sets) {
    std::vector<std::string> all;
    for (const auto* set : sets) all.push_back(set->id);
    return listed(all);
}

class RulesChoice {
public:
    RulesChoice(const std::vector<AppraisalRules>& sets, const AppraisalSpec& spec, const Registers& registers)
        : sets_(sets), spec_(spec), registers_(registers) {}

    Chosen chosen() const {
        if (spec_.rules) return named();
        std::vector<const AppraisalRules*> ours;
        for (const AppraisalRules& set : sets_)
            if (set.who == spec_.who) ours.push_back(&set);
        if (ours.empty())
            throw Error(
                Exit::usage,
                say(Words{"配置文件中没有{}考核办法", "no appraisal rule set for {} in the configuration"},
                    whose(spec_.who)),
                say(
                    Words{
                        "请增加一节 [appraisal.名称]，并写明 for = \"{}\"；写法见 examples/cpcc.toml 和 man cpcc.toml",
                        "add a table [appraisal.NAME] with for = \"{}\"; see examples/cpcc.toml and man cpcc.toml"},
                    word(spec_.who)));
        return nearest_of(ours);
    }

private:
    Chosen named() const {
        const auto found =
            std::find_if(sets_.begin(), sets_.end(), [&](const AppraisalRules& set) { return set.id == *spec_.rules; });
        if (found == sets_.end())
            throw unknown_word(
                say(Words{"配置文件中没有考核办法“{}”", "no appraisal rule set \"{}\" in the configuration"},
                    *spec_.rules),
                *spec_.rules, ids_of(sets_),
                say(Words{"请在配置文件的 [appraisal.名称] 中核对",
                          "check the [appraisal.NAME] tables of the configuration"}));
        if (found->who != spec_.who)
            throw Error(
                Exit::usage, say(Words{"考核办法 {} 适用于{}", "rule set {} is for {}"}, found->id, whose(found->who)),
                say(Words{"请运行 cpcc report appraisal {} --rules {}", "run cpcc report appraisal {} --rules {}"},
                    word(found->who), found->id));
        const Chosen chosen = chosen_of(*found);
        if (!in_force(chosen))
            throw Error(Exit::usage,
                        say(Words{"考核办法 {} 在 {} 未生效（有效期 {} 至 {}）",
                                  "rule set {} is not in force on {} (in force from {} to {})"},
                            found->id, chosen.period.last.iso(), found->since.iso(), found->until.iso()),
                        say(Words{"请用 --period 另选时段", "choose another --period"}));
        return chosen;
    }

    // Returns the rule set in force for the area asked for, or for the nearest area above it. Throws Error{usage} if
    // there is none or more than one.
    Chosen nearest_of(const std::vector<const AppraisalRules*>& ours) const {
        const int asked = registers_.area(spec_.area);
        std::vector<Chosen> best;
        for (const AppraisalRules* set : ours) {
            const Chosen one = chosen_of(*set);
            if (!in_force(one) || (asked != 0 && one.area != 0 && !registers_.lies_in(asked, one.area))) continue;
            if (!best.empty() && asked != 0 && level(one) > level(best.front())) best.clear();
            if (best.empty() || asked == 0 || level(one) == level(best.front())) best.push_back(one);
        }
        if (best.empty())
            throw Error(Exit::usage,
                        say(Words{"没有适用于所选区划和时段的{}考核办法，现有：{}",
                                  "no rule set for {} applies to this area and period; available: {}"},
                            whose(spec_.who), names(ours)),
                        say(Words{"请用 --rules 指定", "choose one with --rules"}));
        if (best.size() > 1) {
            std::vector<const AppraisalRules*> several;
            for (const Chosen& one : best) several.push_back(one.rules);
            throw Error(Exit::usage,
                        say(Words{"适用的{}考核办法不止一套：{}", "more than one rule set for {} applies: {}"},
                            whose(spec_.who), names(several)),
                        say(Words{"请用 --rules 或 --area 指定", "choose one with --rules or --area"}));
        }
        return best.front();
    }

    Chosen chosen_of(const AppraisalRules& set) const {
        const Period period = scoring_period(spec_.period, spec_.today, set.year_begins);
        const bool whole = period == scoring_year(period.last.year(), set.year_begins);
        return {&set, period, whole ? std::to_string(period.last.year()) : period.text(), area_of(set)};
    }
    static bool in_force(const Chosen& one) {
        return one.rules->since <= one.period.last && one.period.last <= one.rules->until;
    }
    int level(const Chosen& one) const { return registers_.areas[static_cast<std::size_t>(one.area)].level; }

    int area_of(const AppraisalRules& set) const {
        if (set.area.empty()) return 0;
        if (const int area = registers_.find_area(set.area)) return area;
        throw Error(Exit::usage,
                    say(Words{"配置文件的 appraisal.{}：没有编号为“{}”的区划",
                              "appraisal.{} in the configuration: no area with code {}"},
                        set.id, set.area),
                    say(Words{"见 cpcc area list", "see cpcc area list"}));
    }

    const std::vector<AppraisalRules>& sets_;
    const AppraisalSpec& spec_;
    const Registers& registers_;
};

}  // namespace

Period scoring_period(const std::string& text, Date today, int year_begins) {
    const Period calendar = Period::parse(text, today);
    const int current = today.year() + (year_begins > 1 && today.month() >= year_begins ? 1 : 0);
    if (text == "this-year") return scoring_year(current, year_begins);
    if (text == "last-year") return scoring_year(current - 1, year_begins);
    return text.size() == 4 ? scoring_year(calendar.first.year(), year_begins) : calendar;
}

Chosen choose_rules(const std::vector<AppraisalRules>& sets, const AppraisalSpec& spec, const Registers& registers) {
    return RulesChoice(sets, spec, registers).chosen();
}

}  // namespace cpcc::report
