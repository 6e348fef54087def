// [measures.NAME]: measures of an office's own.
#include "config/sections.hpp"
#include "cpcc/records/registry.hpp"

namespace cpcc::cli {

namespace {

void check_choice(const std::string& path, const toml::table& table, std::string_view key, const std::string& value, std::initializer_list<std::string_view> kinds) {
    if (value.empty()) return;
    for (const auto kind : kinds)
        if (records::find_choice(records::kind(kind).at(key).choices, value)) return;
    throw wrong(path, table.get(key), say(Words{"“{}”不是 {} 的可选值", "\"{}\" is not a {}"}, value, key), say(Words{"见 cpcc fields", "see cpcc fields"}));
}

}  // namespace

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

}  // namespace cpcc::cli
