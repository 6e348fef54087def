// [appraisal.NAME]: reads a rule set for appraising members or platforms. src/report checks what its values mean
// together.
#include "config/sections.hpp"
#include "cpcc/report/appraisal_settings.hpp"

#include <map>

namespace cpcc::cli {

namespace {

using report::most_points;

class AppraisalReader {
public:
    AppraisalReader(const std::string& path, std::string_view id, const toml::table& table)
        : path_(path), table_(table), name_("appraisal." + std::string(id)) {
        set_.id = id;
    }

    report::AppraisalRules read() {
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
        located(keys, [&] {
            report::set_appraised(set_, who, name_);
            report::check_limits(set_, name_);
        });
        for (const auto* grade : grades) read_grade(*grade);
        if (categories) read_categories(*categories);
        for (const auto* rule : rules) read_rule(*rule);
        if (categories)
            located(Keys(path_, *categories, "appraisal.NAME", name_ + ".category"), [&] { report::check_caps(set_); });
        return std::move(set_);
    }

private:
    static void read_span(Keys& keys, Date& since, Date& until) {
        since = keys.date("since").value_or(since);
        until = keys.date("until").value_or(until);
        located(keys, [&] { report::check_span(since, until, keys.name()); });
    }

    void read_grade(const toml::table& table) {
        Keys keys(path_, table, "appraisal.NAME.grades", name_ + ".grades");
        report::Grade grade;
        grade.name = keys.text("name");
        grade.name_en = keys.text("name_en");
        grade.from = keys.hundredths("from", -most_points, most_points);
        grade.at_most = keys.whole("at_most", 1, 100);
        keys.refuse_unknown();
        located(keys, [&] { report::add_grade(set_, std::move(grade), name_); });
    }

    // TOML tables are unordered; the report follows the order of the file.
    void read_categories(const toml::table& categories) {
        std::map<toml::source_position, std::pair<std::string_view, const toml::node*>> in_order;
        for (const auto& [id, node] : categories) in_order[node.source().begin] = {id.str(), &node};
        for (const auto& [place, named] : in_order) read_category(named.first, *named.second);
    }

    void read_category(std::string_view id, const toml::node& node) {
        const std::string name = fmt::format("{}.category.{}", name_, id);
        if (!node.is_table())
            throw wrong(path_, &node, say(Words{"类别应写作 [{}]", "a category must be written as [{}]"}, name));
        Keys keys(path_, *node.as_table(), "appraisal.NAME.category.ID", name);
        report::AppraisalCategory category{std::string(id), keys.text("label"), keys.text("label_en"),
                                           keys.hundredths("cap", 1, most_points)};
        keys.refuse_unknown();
        located(keys, [&] { report::add_category(set_, std::move(category)); });
    }

    void read_rule(const toml::table& table) {
        Keys keys(path_, table, "appraisal.NAME.rule", name_ + ".rule");
        report::AppraisalRule rule;
        rule.line = static_cast<int>(table.source().begin.line);
        rule.id = keys.text("id");
        rule.label = keys.text("label");
        rule.label_en = keys.text("label_en");
        report::AppraisalRuleWords words{keys.text("category"), keys.text("event"), {}, {}, {}};
        for (const std::string_view key : {"kind", "form", "role", "level"})
            words.only.emplace_back(key, keys.texts(key));
        rule.tag = keys.text("tag");
        rule.where = keys.texts("where");
        rule.day = keys.whole("day", 1, 31).value_or(0);
        rule.points = keys.hundredths("points", -most_points, most_points).value_or(0);
        rule.cap = keys.hundredths("cap", 1, most_points);
        words.lead_share = keys.whole("lead_share", 0, 100);
        words.joint_share = keys.whole("joint_share", 0, 100);
        read_span(keys, rule.since, rule.until);
        keys.refuse_unknown();
        located(keys, [&] { report::add_rule(set_, std::move(rule), words, name_); });
    }

    const std::string& path_;
    const toml::table& table_;
    std::string name_;
    report::AppraisalRules set_;
};

}  // namespace

report::AppraisalRules read_appraisal(const std::string& path, std::string_view id, const toml::table& table) {
    return AppraisalReader(path, id, table).read();
}

}  // namespace cpcc::cli
