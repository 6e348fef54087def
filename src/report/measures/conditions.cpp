#include "measures/conditions.hpp"

#include "cpcc/base/error.hpp"
#include "cpcc/base/suggest.hpp"
#include "cpcc/base/text.hpp"

namespace cpcc::report {

namespace {

// Returns where the fields that conditions can name are listed.
std::string listing(const Source& source) {
    std::string columns;
    for (const Column& column : source.columns)
        columns += fmt::format("{}{}", columns.empty() ? "" : say(Words{"、", ", "}), column.field.id);
    return say(Words{"可用字段：{}，以及 cpcc fields {} 列出的字段", "fields: {}; also those of cpcc fields {}"},
               columns, source.kind);
}

// Returns the error for a field that does not exist, with the nearest one: of the record that the part before the last
// dot names, or of what the source counts.
Error no_such_field(const Source& source, const std::string& of, std::string_view name) {
    const auto dot = name.rfind('.');
    const std::string_view before = dot == std::string_view::npos ? std::string_view() : name.substr(0, dot);
    const auto paths = paths_of(source);
    std::string owner = of;
    std::vector<std::string_view> known;
    for (const auto& [id, path] : paths) {
        const bool below =
            !before.empty() && id.starts_with(before) && id.size() > before.size() && id[before.size()] == '.';
        if (below) known.push_back(std::string_view(id).substr(before.size() + 1));
    }
    if (known.empty()) {
        for (const auto& [id, path] : paths)
            if (before.empty() == (id.find('.') == std::string::npos)) known.push_back(id);
        return unknown_word(say(Words{"{}没有字段“{}”", "{} has no field \"{}\""}, of, name), name, known,
                            listing(source));
    }
    const std::string_view last = name.substr(dot + 1);
    return unknown_word(say(Words{"{} 没有字段“{}”", "{} has no field \"{}\""}, before, last), last, known,
                        listing(source));
}

// Takes any name for a code: the names of a configuration are read later (condition_names.hpp).
std::string any_code(const records::Kind&, std::string_view text) { return is_code(text) ? std::string(text) : "0"; }

FactCondition parse(const Source& source, const std::string& of, const std::string& text, std::string_view option) {
    const std::string_view name = records::field_name_in(text);
    const records::ConditionFields none{of, {}, listing(source)};
    if (name.empty()) return {{}, records::parse_condition(none, text, option)};  // throws: it is no condition
    auto path = find_path(source, name);
    if (!path) throw no_such_field(source, of, name);
    const auto behind = static_cast<std::size_t>(name.data() - text.data()) + name.size();
    records::Condition test =
        records::parse_condition(records::ConditionFields{of, {path->field}, {}},
                                 std::string(path->field->id) + text.substr(behind), option, any_code);
    test.path = path->refs;
    return {std::move(*path), std::move(test)};
}

}  // namespace

FactCondition column_condition(const Column& column, std::vector<records::Value> values) {
    return {{&column, {}, {}, &column.field}, {&column.field, records::Operator::equal, std::move(values)}};
}

std::vector<FactCondition> conditions_on(const Source& source, const std::string& of,
                                         std::span<const std::string> texts, std::string_view option) {
    std::vector<FactCondition> conditions;
    for (const std::string& text : texts) conditions.push_back(parse(source, of, text, option));
    return conditions;
}

std::vector<FactCondition> conditions_on(const Measure& measure, std::span<const std::string> texts,
                                         std::string_view option) {
    return conditions_on(source_of(measure), say(Words{"指标 {} ", "measure {}"}, measure.id), texts, option);
}

std::vector<FactCondition> conditions_on(const Source& source, const Where& where) {
    std::vector<std::string> texts;
    for (const std::string_view text : where)
        if (!text.empty()) texts.emplace_back(text);
    return conditions_on(source, std::string(source.id), texts, source.id);
}

}  // namespace cpcc::report
