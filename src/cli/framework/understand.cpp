#include "framework/understand.hpp"

#include "cpcc/base/error.hpp"
#include "cpcc/base/spoken_dates.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/records/registry.hpp"
#include "framework/option_values.hpp"
#include "framework/placeholder.hpp"
#include "framework/record_names.hpp"

#include <algorithm>

namespace cpcc::cli {

namespace {

std::string shown_name(const Option& option) {
    return option.positional ? placeholder(option.name) : "--" + option.name;
}

// Returns the id of the choice with this label; the word itself if there is none.
std::string choice_of(const Option& option, std::string_view word) {
    for (std::size_t i = 0; i < option.labels.size(); ++i)
        if (word == option.labels[i].zh || word == option.labels[i].en) return option.choices[i];
    return std::string(word);
}

void read_labels(const Option& option) {
    if (option.labels.empty() && (option.choices.empty() || !is_list(option))) return;
    each_value(option, [&](std::string& value) {
        const bool is_choice = std::find(option.choices.begin(), option.choices.end(), value) != option.choices.end();
        if (is_choice) return;
        if (!is_list(option)) {
            value = choice_of(option, value);
            return;
        }
        for (const std::string_view sign : {"，", "、", "；"})
            for (auto at = value.find(sign); at != std::string::npos; at = value.find(sign, at))
                value.replace(at, sign.size(), ",");
        std::vector<std::string> words;
        for (const std::string_view word : split(value, ",")) words.push_back(choice_of(option, trim(word)));
        value = join(words, ",");
    });
}

// Reads a day or a month, and says how it was read.
void read_day(Context& context, const Option& option) {
    const bool is_day = option.value == "DATE", is_month = option.value == "MONTH";
    if (!is_day && !is_month) return;
    each_value(option, [&](std::string& value) {
        if (value == "-") return;
        std::optional<std::string> read;
        if (is_month) read = spoken_month(value, context.today());
        if (is_day)
            if (const auto day = spoken_day(value, context.today())) read = day->iso();
        if (!read || *read == value) return;
        context.note(say(Words{"{}：{} = {}", "{}: {} = {}"}, shown_name(option), value, *read));
        value = *read;
    });
}

// Returns the place of an option in the order in which names are read: areas first, then platforms, since the other
// names are looked for near them.
int order_of(const Option& option) {
    if (option.positional) return 3;
    return option.name == "area" ? 0 : option.name == "platform" ? 1 : 2;
}

std::vector<const records::Kind*> kinds_of(const Option& option) {
    std::vector<const records::Kind*> kinds{&records::kind(option.kind)};
    for (const auto kind : option.more_kinds) kinds.push_back(&records::kind(kind));
    return kinds;
}

db::Connection& connection_of(Context& context, Opens opens) {
    if (opens == Opens::writing) return context.writing();
    return opens == Opens::reporting ? context.reporting() : context.reading();
}

void read_option(RecordNames& names, const Option& option) {
    const auto kinds = kinds_of(option);
    each_value(option, [&](std::string& value) {
        const auto end = option.value == "CELL" ? std::min(value.find(':'), value.size()) : value.size();
        value = is_list(option) ? names.codes_of(*kinds.front(), value)
                                : names.code_of(kinds, value.substr(0, end)) + value.substr(end);
    });
}

void read_names(Context& context, const Command& command, const Options& options) {
    std::vector<const Option*> named;
    for (const Option& option : options)
        if (!option.kind.empty() && is_given(option)) named.push_back(&option);
    if (named.empty() || context.globals().codes) return;
    std::stable_sort(named.begin(), named.end(), [](auto* a, auto* b) { return order_of(*a) < order_of(*b); });
    db::Connection* connection = nullptr;
    try {
        connection = &connection_of(context, command.opens);
    } catch (const Error&) {
        return;  // the command says why, after what is wrong with its other values
    }
    RecordNames names(context, *connection);
    std::int64_t near = 0;
    for (const Option* option : named) {
        // The record that a command changes may move to the area.
        names.set_near(option->positional && command.opens == Opens::writing ? 0 : near);
        read_option(names, *option);
        if (near == 0 && order_of(*option) < 2)
            each_value(*option,
                       [&](const std::string& code) { near = names.area_of(records::kind(option->kind), code); });
    }
    if (command.opens == Opens::writing && !names.understood().empty())
        context.note(join(names.understood(), say(Words{"，", ", "})));
}

}  // namespace

void understand(Context& context, const Command& command, const Options& options) {
    for (const Option& option : options) {
        read_labels(option);
        read_day(context, option);
    }
    read_names(context, command, options);
}

}  // namespace cpcc::cli
