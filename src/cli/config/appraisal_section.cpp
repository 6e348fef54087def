// [appraisal.NAME]: rules for appraising members or platforms.
#include "config/sections.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/records/registry.hpp"

#include <algorithm>
#include <map>

namespace cpcc::cli {

namespace {

using report::Appraised;
using report::AppraisalCategory;
using report::AppraisalRule;
using report::AppraisalRules;

constexpr std::int64_t most_points = 1'000'000;   // hundredths: more is a slip of the hand

// Columns of the report are named by categories, lines of its explanation by rules: neither can be one of the report's own.
constexpr std::array<std::string_view, 10> taken{"code", "name", "sector", "kind", "base", "deductions", "limit", "total", "grade", "rank"};

bool is_own_name(std::string_view id) { return is_code(id) && std::find(taken.begin(), taken.end(), id) == taken.end(); }

std::string nearest_or_all(std::string_view word, const std::vector<std::string_view>& all) {
    if (const auto near = nearest(word, all)) return say(Words{"是不是 {}？", "did you mean {}?"}, *near);
    return say(Words{"可用 {}", "there are {}"}, join(std::vector<std::string>(all.begin(), all.end()), ", "));
}

class Reader {
public:
    Reader(const std::string& path, std::string_view id, const toml::table& table) : path_(path), table_(table), name_("appraisal." + std::string(id)) { set_.id = id; }

    AppraisalRules read() {
        Keys keys(path_, table_, "appraisal.NAME", name_);
        const std::string who = keys.text("for");
        set_.label = keys.text("label");
        set_.label_en = keys.text("label_en");
        set_.area = keys.text("area");
        set_.year_begins = keys.whole("year_begins", 1, 12).value_or(1);
        set_.base = keys.hundredths("base", 0, most_points).value_or(0);
        set_.floor = keys.hundredths("floor", -most_points, most_points);
        set_.ceiling = keys.hundredths("ceiling", 0, most_points);
        read_span(keys, set_.since, set_.until);
        const auto grades = keys.tables("grades");
        const auto* categories = keys.table("category");
        const auto rules = keys.tables("rule");
        keys.refuse_unknown();
        if (who != "members" && who != "platforms")
            throw keys.fault("for", who.empty() ? say(Words{"{} 缺 for", "{} lacks its key for"}, name_) : say(Words{"{}.for “{}”不可用", "{}.for can't be \"{}\""}, name_, who),
                             say(Words{"可用 \"members\"（委员）或 \"platforms\"（平台）", "it is \"members\" or \"platforms\""}));
        set_.who = who == "members" ? Appraised::members : Appraised::platforms;
        if (set_.floor && set_.ceiling && *set_.ceiling < *set_.floor) throw keys.fault("ceiling", say(Words{"{}.ceiling 低于 floor", "{}.ceiling is below its floor"}, name_));
        if (!set_.area.empty() && !is_code(set_.area)) throw keys.fault("area", say(Words{"{}.area “{}”不是编号", "{}.area \"{}\" is not a code"}, name_, set_.area));
        for (const auto* grade : grades) read_grade(*grade);
        if (categories) read_categories(*categories);
        for (const auto* rule : rules) read_rule(*rule);
        check_overlaps(rules);
        check_caps(categories);
        return std::move(set_);
    }

private:
    static void read_span(Keys& keys, Date& since, Date& until) {
        since = keys.date("since").value_or(since);
        until = keys.date("until").value_or(until);
        if (until < since) throw keys.fault("until", say(Words{"{} 早于 {}", "{} is before {}"}, keys.full("until"), keys.full("since")));
    }

    void read_grade(const toml::table& table) {
        Keys keys(path_, table, "appraisal.NAME.grades", name_ + ".grades");
        report::Grade grade;
        grade.name = keys.text("name");
        grade.name_en = keys.text("name_en");
        grade.from = keys.hundredths("from", -most_points, most_points);
        grade.at_most = keys.whole("at_most", 1, 100);
        keys.refuse_unknown();
        if (grade.name.empty()) throw keys.fault("name", say(Words{"{} 缺 name", "{} lacks a name"}, name_ + ".grades"));
        if (!set_.grades.empty() && (!set_.grades.back().from || (grade.from && *grade.from >= *set_.grades.back().from)))
            throw keys.fault("from", say(Words{"{} 应由高到低；等次 {} 不低于前一等", "{} must fall; {} does not begin below the one before it"}, name_ + ".grades", grade.name),
                             say(Words{"只有最后一等可以不写 from", "only the last may have no from"}));
        set_.grades.push_back(std::move(grade));
    }

    // TOML tables have no order; a person reads the file's.
    void read_categories(const toml::table& categories) {
        std::map<toml::source_position, std::pair<std::string_view, const toml::node*>> in_order;
        for (const auto& [id, node] : categories) in_order[node.source().begin] = {id.str(), &node};
        for (const auto& [place, named] : in_order) {
            const auto& [id, node] = named;
            const std::string name = fmt::format("{}.category.{}", name_, id);
            if (!node->is_table()) throw wrong(path_, node, say(Words{"类别写作 [{}]", "a category is written [{}]"}, name));
            if (!is_own_name(id))
                throw wrong(path_, node, say(Words{"类别不能叫“{}”", "a category can't be called \"{}\""}, id), say(Words{"用字母、数字、-、_，并避开报表已有的列名", "use letters, digits, - and _, and none of the report's own columns"}));
            Keys keys(path_, *node->as_table(), "appraisal.NAME.category.ID", name);
            set_.categories.push_back({std::string(id), keys.text("label"), keys.text("label_en"), keys.hundredths("cap", 1, most_points)});
            keys.refuse_unknown();
        }
    }

    void read_rule(const toml::table& table) {
        Keys keys(path_, table, "appraisal.NAME.rule", name_ + ".rule");
        AppraisalRule rule;
        rule.id = keys.text("id");
        rule.label = keys.text("label");
        rule.label_en = keys.text("label_en");
        const std::string category = keys.text("category"), event = keys.text("event");
        std::vector<std::pair<std::string_view, std::vector<std::string>>> narrowed;
        for (const std::string_view key : {"kind", "form", "role", "level"}) narrowed.emplace_back(key, keys.texts(key));
        rule.tag = keys.text("tag");
        rule.day = keys.whole("day", 1, 31).value_or(0);
        rule.points = keys.hundredths("points", -most_points, most_points).value_or(0);
        rule.cap = keys.hundredths("cap", 1, most_points);
        const auto lead = keys.whole("lead_share", 0, 100), joint = keys.whole("joint_share", 0, 100);
        rule.lead_share = lead.value_or(100), rule.joint_share = joint.value_or(100);
        read_span(keys, rule.since, rule.until);
        keys.refuse_unknown();
        if (!is_own_name(rule.id)) throw keys.fault("id", say(Words{"{} 的 id “{}”不可用", "{} can't have the id \"{}\""}, name_ + ".rule", rule.id), say(Words{"用字母、数字、-、_，并避开报表已有的列名；同一 id 的几条是同一项先后的写法", "use letters, digits, - and _, and none of the report's own columns; rules of one id are one item as it changed"}));
        if (rule.points == 0) throw keys.fault("points", say(Words{"规则 {} 缺 points，或为 0", "the rule {} has no points, or 0"}, rule.id), say(Words{"加分写正数，扣分写负数", "write a number above 0 to give, below 0 to deduct"}));
        rule.category = category_named(keys, rule.id, category);
        rule.event = &event_named(keys, rule.id, event);
        for (const auto& [key, words] : narrowed)
            if (!words.empty()) rule.only.emplace_back(key, choices(keys, rule, key, words));
        for (const std::string_view key : {"lead_share", "joint_share"})
            if ((key == "lead_share" ? lead : joint) && !rule.event->shared)
                throw keys.fault(key, say(Words{"事件 {} 只归一方，没有 {}", "an event {} is one's alone: it has no {}"}, rule.event->id, key), say(Words{"去掉这一项", "take the key out"}));
        set_.rules.push_back(std::move(rule));
    }

    std::size_t category_named(const Keys& keys, const std::string& rule, const std::string& word) const {
        std::vector<std::string_view> ids;
        for (const AppraisalCategory& one : set_.categories) ids.push_back(one.id);
        const auto found = std::find(ids.begin(), ids.end(), word);
        if (found != ids.end()) return static_cast<std::size_t>(found - ids.begin());
        throw keys.fault("category", say(Words{"规则 {} 的类别“{}”没有在 [{}.category.…] 里写明", "the category \"{1}\" of the rule {0} does not stand in [{2}.category.…]"}, rule, word, name_), ids.empty() ? std::string() : nearest_or_all(word, ids));
    }

    const report::EventWord& event_named(const Keys& keys, const std::string& rule, const std::string& word) const {
        std::vector<std::string_view> ids;
        for (const report::EventWord& one : report::event_words()) {
            if (!(set_.who == Appraised::members ? one.of_members : one.of_platforms)) continue;
            if (one.id == word) return one;
            ids.push_back(one.id);
        }
        throw keys.fault("event", set_.who == Appraised::members ? say(Words{"规则 {}：“{}”不是委员的事件", "the rule {}: \"{}\" is no event of a member"}, rule, word) : say(Words{"规则 {}：“{}”不是平台的事件", "the rule {}: \"{}\" is no event of a platform"}, rule, word), nearest_or_all(word, ids));
    }

    std::set<std::int64_t> choices(const Keys& keys, const AppraisalRule& rule, std::string_view key, const std::vector<std::string>& words) const {
        const report::EventField* by = rule.event->find(key);
        if (!by) throw keys.fault(key, say(Words{"事件 {} 不能按 {} 收窄", "an event {} can't be narrowed by {}"}, rule.event->id, key), say(Words{"去掉这一项", "take the key out"}));
        const auto& all = records::kind(by->kind).at(by->field).choices;
        std::set<std::int64_t> numbers;
        for (const std::string& word : words) {
            const auto number = records::find_choice(all, word);
            if (!number) {
                std::vector<std::string_view> ids;
                for (const records::Choice& one : all) ids.push_back(one.id);
                throw keys.fault(key, say(Words{"规则 {} 的 {}：没有“{}”", "the {1} of the rule {0}: there is no \"{2}\""}, rule.id, key, word), nearest_or_all(word, ids));
            }
            numbers.insert(*number);
        }
        return numbers;
    }

    void check_overlaps(const std::vector<const toml::table*>& tables) const {
        for (std::size_t i = 0; i < set_.rules.size(); ++i)
            for (std::size_t j = 0; j < i; ++j) {
                const AppraisalRule &a = set_.rules[j], &b = set_.rules[i];
                if (a.id != b.id || a.until < b.since || b.until < a.since) continue;
                throw wrong(path_, tables[i], say(Words{"规则 {} 与第 {} 行的同名规则在时间上重叠", "the rule {} overlaps in time with that of the same id on line {}"}, b.id, tables[j]->source().begin.line),
                            say(Words{"用 since、until 让它们前后相接，或另起 id", "let them follow one another by since and until, or choose another id"}));
            }
    }

    // A cap of a category limits what is earned in it: where only deductions stand it would do nothing.
    void check_caps(const toml::table* categories) const {
        for (std::size_t c = 0; c < set_.categories.size(); ++c) {
            const AppraisalCategory& category = set_.categories[c];
            if (!category.cap || std::any_of(set_.rules.begin(), set_.rules.end(), [&](const AppraisalRule& rule) { return rule.category == c && rule.points > 0; })) continue;
            throw wrong(path_, categories->get(category.id), say(Words{"类别 {} 没有加分的规则，cap 不起作用", "no rule of the category {} gives points: its cap does nothing"}, category.id), say(Words{"扣分的上限写在规则的 cap 里", "a rule's own cap limits deductions"}));
        }
    }

    const std::string& path_;
    const toml::table& table_;
    std::string name_;
    AppraisalRules set_;
};

}  // namespace

report::AppraisalRules read_appraisal(const std::string& path, std::string_view id, const toml::table& table) { return Reader(path, id, table).read(); }

}  // namespace cpcc::cli
