#include "cpcc/report/asked.hpp"

#include "cpcc/base/suggest.hpp"
#include "cpcc/base/text.hpp"
#include "measures/conditions.hpp"

#include <algorithm>

namespace cpcc::report {

std::string Asked::label() const {
    if (!custom) return base->label.str();
    const bool english = language() == Language::en;
    if (english && !custom->label_en.empty()) return custom->label_en;
    return custom->label.empty() ? custom->id : custom->label;
}

std::string Asked::definition() const {
    if (!custom) return base->definition.str();
    return say(Words{"{}；{}", "{}; {}"}, base->definition.get(), join(custom->where, say(Words{"，", ", "})));
}

bool can_narrow(const Measure& measure, std::string_view field) {
    const auto& columns = source_of(measure).columns;
    return std::any_of(columns.begin(), columns.end(),
                       [&](const Column& column) { return column.field.is_called(field); });
}

void check_condition(const Measure& measure, const std::string& condition, std::string_view option) {
    conditions_on(measure, std::span(&condition, 1), option);
}

const Asked* find_asked(const std::vector<Asked>& all, std::string_view id) noexcept {
    const auto found = std::find_if(all.begin(), all.end(), [&](const Asked& asked) {
        return (asked.custom ? std::string_view(asked.custom->id) : asked.base->id) == id;
    });
    return found == all.end() ? nullptr : &*found;
}

namespace {

std::vector<std::string> ids_of_measures(const std::vector<Asked>& all) {
    std::vector<std::string> ids;
    for (const Asked& asked : all) ids.push_back(asked.id());
    return ids;
}

const Asked* find_by_label(const std::vector<Asked>& all, std::string_view label) noexcept {
    const auto found = std::find_if(all.begin(), all.end(), [&](const Asked& asked) {
        return asked.custom ? asked.custom->label == label || asked.custom->label_en == label
                            : asked.base->label.zh == label || asked.base->label.en == label;
    });
    return found == all.end() || label.empty() ? nullptr : &*found;
}

}  // namespace

const Asked* find_named(const std::vector<Asked>& all, std::string_view name) noexcept {
    const Asked* found = find_asked(all, name);
    return found ? found : find_by_label(all, name);
}

std::optional<std::string> nearest_measure(const std::vector<Asked>& all, const std::string& id) {
    const std::vector<std::string> names = ids_of_measures(all);
    const std::vector<std::string_view> candidates(names.begin(), names.end());
    const auto near = nearest(id, candidates);
    return near ? std::optional(std::string(*near)) : std::nullopt;
}

Error no_such_measure(const std::vector<Asked>& all, const std::string& id) {
    const std::vector<std::string> names = ids_of_measures(all);
    const std::vector<std::string_view> known(names.begin(), names.end());
    return unknown_word(say(Words{"没有指标“{}”", "unknown measure \"{}\""}, id), id, known,
                        say(Words{"见 cpcc measures", "see cpcc measures"}));
}

std::vector<Asked> ask(const std::vector<std::string>& ids, const std::vector<CustomMeasure>& customs) {
    std::vector<Asked> all;
    for (const Measure& measure : measures()) all.push_back({&measure});
    for (const CustomMeasure& custom : customs) all.push_back({find_measure(custom.base), &custom});
    if (ids.empty()) return all;
    std::vector<Asked> asked;
    for (const std::string& id : ids) {
        const Asked* found = find_named(all, id);
        if (!found) throw no_such_measure(all, id);
        if (find_asked(asked, found->id()))
            throw Error(Exit::usage, say(Words{"指标 {} 重复", "duplicate measure {}"}, id));
        asked.push_back(*found);
    }
    return asked;
}

}  // namespace cpcc::report
