#include "config.hpp"

#include "cpcc/base/date.hpp"
#include "cpcc/base/error.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/records/kind.hpp"

#include <toml++/toml.h>

#include <algorithm>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <span>

namespace cpcc::cli {

namespace {

namespace fs = std::filesystem;

Error wrong(const std::string& path, const toml::node* node, std::string what, std::string hint = {}) {
    const std::string place = node && node->source().begin.line > 0 ? fmt::format("{}:{}", path, node->source().begin.line) : path;
    return Error(Exit::usage, fmt::format("{}: {}", place, what), std::move(hint));
}

// Reads one table of the file key by key; what nobody asked for is unknown.
class Keys {
public:
    Keys(const std::string& path, const toml::table& table, std::string name) : path_(path), table_(table), name_(std::move(name)) {}

    std::string text(std::string_view key) {
        const toml::node* node = take(key);
        if (!node) return {};
        if (const auto value = node->value<std::string>(); value && node->is_string()) return *value;
        throw wrong(path_, node, say(Words{"{} 应为文字", "{} must be text"}, full(key)), say(Words{"写在双引号里", "write it in double quotes"}));
    }
    const toml::table* table(std::string_view key) {
        const toml::node* node = take(key);
        if (node && !node->is_table()) throw wrong(path_, node, say(Words{"{} 应为一节", "{} must be a table"}, full(key)), say(Words{"写作 [{}]", "write [{}]"}, full(key)));
        return node ? node->as_table() : nullptr;
    }
    const toml::node* take(std::string_view key) {
        known_.push_back(key);
        return table_.get(key);
    }
    std::string full(std::string_view key) const { return name_.empty() ? std::string(key) : name_ + "." + std::string(key); }

    void finish() const {
        for (const auto& [key, node] : table_) {
            const std::string_view name = key.str();
            if (std::find(known_.begin(), known_.end(), name) != known_.end()) continue;
            const auto near = nearest(name, known_);
            throw wrong(path_, &node, say(Words{"没有配置项“{}”", "there is no key \"{}\""}, full(name)),
                        near ? say(Words{"是不是 {}？", "did you mean {}?"}, full(*near)) : say(Words{"可用：{}", "there are {}"}, list()));
        }
    }

private:
    std::string list() const {
        std::string all;
        for (const auto key : known_) all += fmt::format("{}{}", all.empty() ? "" : ", ", full(key));
        return all;
    }
    const std::string& path_;
    const toml::table& table_;
    std::string name_;
    std::vector<std::string_view> known_;
};

void check_choice(const std::string& path, const toml::table& table, std::string_view key, const std::string& value, std::initializer_list<std::string_view> kinds) {
    if (value.empty()) return;
    for (const auto kind : kinds)
        if (records::find_choice(records::kind(kind).at(key).choices, value)) return;
    throw wrong(path, table.get(key), say(Words{"“{}”不是 {} 的可选值", "\"{}\" is not a {}"}, value, key), say(Words{"见 cpcc fields", "see cpcc fields"}));
}

report::CustomMeasure read_measure(const std::string& path, std::string_view id, const toml::table& table) {
    Keys keys(path, table, "measures." + std::string(id));
    report::CustomMeasure measure;
    measure.id = id;
    measure.base = keys.text("base");
    measure.label = keys.text("label");
    measure.label_en = keys.text("label_en");
    measure.tag = keys.text("tag");
    measure.kind = keys.text("kind");
    measure.form = keys.text("form");
    measure.category = keys.text("category");
    measure.topic = keys.text("topic");
    measure.sector = keys.text("sector");
    keys.finish();
    if (report::find_measure(id)) throw wrong(path, &table, say(Words{"{} 是已有指标的名称", "{} is the name of a measure that exists"}, id), say(Words{"请换一个名称", "choose another name"}));
    const auto* base = report::find_measure(measure.base);
    if (!base) throw wrong(path, &table, say(Words{"measures.{} 的 base “{}”不是指标", "the base \"{1}\" of measures.{0} is not a measure"}, id, measure.base), say(Words{"见 cpcc measures", "see cpcc measures"}));
    for (const auto& [key, value] : {std::pair<std::string_view, const std::string&>{"kind", measure.kind}, {"form", measure.form}, {"category", measure.category}, {"topic", measure.topic}, {"sector", measure.sector}})
        if (!value.empty() && !report::can_narrow(base->source, key))
            throw wrong(path, table.get(key), say(Words{"指标 {} 不能按 {} 收窄", "the measure {} can't be narrowed by {}"}, measure.base, key), say(Words{"去掉这一项", "take the key out"}));
    check_choice(path, table, "form", measure.form, {"session"});
    check_choice(path, table, "category", measure.category, {"problem"});
    if (base->source == report::Source::platform) check_choice(path, table, "kind", measure.kind, {"platform"});
    else if (base->source == report::Source::topic) check_choice(path, table, "kind", measure.kind, {"topic"});
    else if (base->source == report::Source::document || base->source == report::Source::adopted) check_choice(path, table, "kind", measure.kind, {"document"});
    else check_choice(path, table, "kind", measure.kind, {"session"});
    return measure;
}

void read_calendar(const std::string& path, const toml::table& calendar) {
    Keys keys(path, calendar, "calendar");
    const toml::node* rules = keys.take("rule");
    keys.finish();
    if (!rules || !rules->is_array()) return;
    for (const toml::node& rule : *rules->as_array()) {
        if (!rule.is_table()) throw wrong(path, &rule, say(Words{"calendar.rule 应写作 [[calendar.rule]]", "calendar.rule is written [[calendar.rule]]"}));
        Keys one(path, *rule.as_table(), "calendar.rule");
        for (const auto key : {"day", "weekday", "which", "months", "area", "sector", "name", "move"}) one.take(key);
        one.finish();
    }
}

std::set<Date> read_days(const std::string& path, const toml::node* days) {
    std::set<Date> all;
    if (!days) return all;
    if (!days->is_array()) throw wrong(path, days, say(Words{"应为日期的列表", "it must be a list of days"}));
    for (const toml::node& day : *days->as_array()) {
        const auto text = day.value<std::string>();
        const auto parsed = text ? Date::parse(*text) : std::nullopt;
        if (const auto date = day.value<toml::date>(); date && Date::valid(date->year, date->month, date->day)) all.insert(Date::of(date->year, date->month, date->day));
        else if (parsed) all.insert(*parsed);
        else throw wrong(path, &day, say(Words{"不是日期（YYYY-MM-DD）", "it is not a day (YYYY-MM-DD)"}));
    }
    return all;
}

std::vector<int> read_after_days(const std::string& path, const toml::node* list) {
    std::vector<int> days;
    if (!list) return days;
    if (!list->is_array()) throw wrong(path, list, say(Words{"lookback.after_days 应为天数的列表", "lookback.after_days must be a list of days"}), say(Words{"如 [30, 180]", "as [30, 180]"}));
    for (const toml::node& one : *list->as_array()) {
        const auto number = one.value<std::int64_t>();
        if (!number || *number < 1 || *number > 36500 || (!days.empty() && *number <= days.back()))
            throw wrong(path, &one, say(Words{"lookback.after_days 应为由小到大的天数", "lookback.after_days must be days in rising order"}), say(Words{"如 [30, 180]", "as [30, 180]"}));
        days.push_back(static_cast<int>(*number));
    }
    return days;
}

void read_office(const std::string& path, const toml::table& office, Config& config) {
    Keys keys(path, office, "office");
    config.office_code = keys.text("code");
    config.office_name = keys.text("name");
    config.office_area = keys.text("area");
    keys.finish();
    if (!config.office_code.empty() && (!is_code(config.office_code) || config.office_code.size() > 20))
        throw wrong(path, office.get("code"), say(Words{"office.code “{}”不能作编号的开头（1–20 个字母、数字、.、-、_）", "office.code \"{}\" can't begin a code (1–20 letters, digits, ., -, _)"}, config.office_code));
}

Config read(const std::string& path, const toml::table& root) {
    Config config;
    config.path = path;
    Keys keys(path, root, "");
    if (const std::string database = keys.text("database"); !database.empty())
        config.database = database.find("://") != std::string::npos ? database : (fs::path(path).parent_path() / database).lexically_normal().string();
    if (const std::string language = keys.text("language"); !language.empty()) {
        if (language != "zh" && language != "en") throw wrong(path, root.get("language"), say(Words{"language “{}”不是 zh 或 en", "language \"{}\" is neither zh nor en"}, language));
        config.language = language;
    }
    if (const auto* office = keys.table("office")) read_office(path, *office, config);
    if (const auto* calendar = keys.table("calendar")) read_calendar(path, *calendar);
    if (const auto* workdays = keys.table("workdays")) {
        Keys days(path, *workdays, "workdays");
        config.workdays.off = read_days(path, days.take("off"));
        config.workdays.on = read_days(path, days.take("on"));
        days.finish();
    }
    if (const auto* lookback = keys.table("lookback")) {
        Keys policy(path, *lookback, "lookback");
        config.lookback_after = read_after_days(path, policy.take("after_days"));
        policy.finish();
    }
    if (const auto* measures = keys.table("measures"))
        for (const auto& [id, node] : *measures) {
            if (!node.is_table()) throw wrong(path, &node, say(Words{"指标写作 [measures.名称]", "a measure is written [measures.NAME]"}));
            config.measures.push_back(read_measure(path, id.str(), *node.as_table()));
        }
    keys.table("appraisal");
    if (const auto* brief = keys.table("brief")) {
        Keys one(path, *brief, "brief");
        one.text("template");
        one.finish();
    }
    keys.finish();
    return config;
}

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value ? value : "";
}

std::optional<std::string> found_config() {
    if (const auto named = config_of_environment()) return named;
    std::string home = environment("XDG_CONFIG_HOME");
    if (home.empty() && !environment("HOME").empty()) home = environment("HOME") + "/.config";
    std::vector<std::string> places{"cpcc.toml"};
    if (!home.empty()) places.push_back(home + "/cpcc/cpcc.toml");
    places.emplace_back("/etc/cpcc/cpcc.toml");
    std::error_code ignored;
    for (const std::string& place : places)
        if (fs::exists(place, ignored)) return place;
    return std::nullopt;
}

}  // namespace

std::optional<std::string> config_of_environment() {
    const std::string named = environment("CPCC_CONFIG");
    return named.empty() ? std::nullopt : std::optional(named);
}

Config load_config(const std::optional<std::string>& given) {
    const auto path = given ? given : found_config();
    if (!path) return {};
    std::error_code problem;
    if (!fs::is_regular_file(*path, problem))
        throw Error(Exit::usage, say(Words{"找不到配置文件 {}", "there is no configuration file {}"}, *path), say(Words{"用 cpcc init 新建", "make one with cpcc init"}));
    try {
        return read(*path, toml::parse_file(*path));
    } catch (const toml::parse_error& error) {
        throw Error(Exit::usage, fmt::format("{}:{}: {}", *path, error.source().begin.line, error.description()), say(Words{"请按 TOML 的写法改正", "mend the TOML there"}));
    }
}

std::string new_config(const std::string& database, const std::string& office, const std::string& name) {
    const auto quoted = [](const std::string& text) {
        std::string all = "\"";
        for (const char c : text) {
            if (c == '"' || c == '\\') all += '\\';
            all += c;
        }
        return all + "\"";
    };
    return say(Words{
        "# cpcc 的配置。# 之后是说明；去掉行首的 # 即启用该项。\n\n"
        "# 数据库文件；相对路径以本文件所在目录为准。\ndatabase = {0}\n\n"
        "# 界面语言：\"zh\" 或 \"en\"；不写则随 LC_ALL、LC_MESSAGES、LANG。\nlanguage = \"zh\"\n\n"
        "[office]\n# 自动编号的开头，如 QS-S2024-00012 中的 QS。\ncode = {1}\n# 机关名称，印在报表的标题里。\nname = {2}\n# 机关所在区划的编号；登记委员时不写 --area 就用它。\n# area = \"420107\"\n\n"
        "# 自定指标：在一项指标上按标签、类别、形式、分类、议题或界别收窄。\n# [measures.canteens]\n# base = \"problems_solved\"\n# label = \"幸福食堂落地\"\n# tag = \"幸福食堂\"\n",
        "# The configuration of cpcc. Behind # stand remarks; take the # away to use a key.\n\n"
        "# The database file; a relative path begins at this file's folder.\ndatabase = {0}\n\n"
        "# The language: \"zh\" or \"en\"; without it LC_ALL, LC_MESSAGES, LANG decide.\nlanguage = \"en\"\n\n"
        "[office]\n# What codes begin with that are made: QS in QS-S2024-00012.\ncode = {1}\n# The office's name, printed above reports.\nname = {2}\n# The code of the office's area; a member added without --area gets it.\n# area = \"420107\"\n\n"
        "# Measures of your own: a measure narrowed by tag, kind, form, category, topic or sector.\n# [measures.canteens]\n# base = \"problems_solved\"\n# label = \"幸福食堂落地\"\n# tag = \"幸福食堂\"\n"},
        quoted(database), quoted(office), quoted(name));
}

}  // namespace cpcc::cli
