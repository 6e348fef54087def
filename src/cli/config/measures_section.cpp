// Reads [measures.NAME]: custom measures.
#include "config/sections.hpp"

#include <array>
#include <utility>

namespace cpcc::cli {

namespace {

// Adds a condition. Reports its errors with the line of the configuration.
void add_condition(report::CustomMeasure& measure, const report::Measure& base, const Keys& keys, std::string_view key,
                   std::string condition) {
    try {
        report::check_condition(base, condition, keys.full(key));
    } catch (const Error& error) {
        throw keys.fault(key, error.message(), error.hint());
    }
    measure.where.push_back(std::move(condition));
}

}  // namespace

report::CustomMeasure read_measure(const std::string& path, std::string_view id, const toml::table& table) {
    constexpr std::array short_keys{"tag",   "kind",  "form", "category",
                                    "topic", "sector"};  // `kind = "consult"` for `where = ["kind=consult"]`
    Keys keys(path, table, "measures.NAME", "measures." + std::string(id));
    report::CustomMeasure measure;
    measure.id = id;
    measure.base = keys.text("base");
    measure.label = keys.text("label");
    measure.label_en = keys.text("label_en");
    std::vector<std::pair<std::string_view, std::string>> narrowed;
    for (const std::string_view key : short_keys)
        if (std::string value = keys.text(key); !value.empty()) narrowed.emplace_back(key, std::move(value));
    const std::vector<std::string> where = keys.texts("where");
    keys.refuse_unknown();
    if (report::find_measure(id))
        throw wrong(path, &table, say(Words{"{} 与已有指标重名", "a measure named {} already exists"}, id),
                    say(Words{"请改用其他名称", "use another name"}));
    const auto* base = report::find_measure(measure.base);
    if (!base)
        throw wrong(path, &table,
                    say(Words{"measures.{} 的 base“{}”不是指标", "base \"{1}\" of measures.{0} is not a measure"}, id,
                        measure.base),
                    say(Words{"见 cpcc measures", "see cpcc measures"}));
    for (const auto& [key, value] : narrowed) {
        if (!report::can_narrow(*base, key))
            throw wrong(path, table.get(key),
                        say(Words{"指标 {} 不能按 {} 筛选", "measure {} cannot be filtered by {}"}, measure.base, key),
                        say(Words{"请删除此项", "remove this key"}));
        add_condition(measure, *base, keys, key, fmt::format("{} = {}", key, value));
    }
    for (const std::string& condition : where) add_condition(measure, *base, keys, "where", condition);
    return measure;
}

}  // namespace cpcc::cli
