#include "framework/asking.hpp"

#include "cpcc/base/error.hpp"
#include "cpcc/base/spoken_dates.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/records/registry.hpp"
#include "cpcc/records/value.hpp"
#include "cpcc/store/records.hpp"
#include "cpcc/store/search.hpp"
#include "framework/option_values.hpp"
#include "framework/placeholder.hpp"
#include "framework/record_names.hpp"

#include <unistd.h>

#include <algorithm>
#include <map>
#include <optional>

namespace cpcc::cli {

namespace {

constexpr std::size_t most_hits = 9;  // a digit chooses one

// Returns the kind and the field whose value the option has; null: none.
std::pair<const records::Kind*, const records::Field*> declared(const Option& option) {
    const auto dot = option.field.find('.');
    if (dot == std::string::npos) return {};
    const records::Kind& kind = records::kind(option.field.substr(0, dot));
    return {&kind, &kind.at(option.field.substr(dot + 1))};
}

bool is_needed(const Option& option) { return option.needed || option.required; }

// Asks the questions of one command.
class Questions {
public:
    explicit Questions(Context& context) : context_(context), names_(context, context.writing()) {}

    // Returns the answer as a command line says it; empty: none. Throws Error{usage} if the input ends.
    // `offers_usual`: an empty answer means what the newest record has.
    std::string ask(const Option& option, bool offers_usual) {
        const std::string usual = offers_usual ? usual_answer(option) : "";
        for (;;) {
            try {
                const std::string text = context_.answer(question(option, usual));
                if (!context_.streams().in) break;
                if (text.empty() && !usual.empty()) return usual;
                if (text.empty() && !is_needed(option)) return {};
                if (text.empty()) continue;
                if (const auto value = read(option, text)) return *value;
            } catch (const Error& error) {
                context_.tell(error.message());
            }
        }
        throw missing(option);
    }

private:
    static Error missing(const Option& option) {
        const std::string name = option.positional ? placeholder(option.name) : "--" + option.name;
        return {Exit::usage, say(Words{"请写明 {}", "missing {}"}, name)};
    }

    static std::string question(const Option& option, const std::string& usual) {
        std::string text(option.help.get());
        if (!option.choices.empty() && !is_list(option)) text += say(Words{"（{}）", " ({})"}, choices(option));
        if (!is_needed(option)) text += say(Words{"（可不填）", " (optional)"});
        return usual.empty() ? text : fmt::format("{} [{}]", text, usual);
    }

    // Returns the choices with the numbers that choose them.
    static std::string choices(const Option& option) {
        std::vector<std::string> all;
        for (std::size_t i = 0; i < option.choices.size(); ++i) {
            const bool has_label = i < option.labels.size();
            all.push_back(
                fmt::format("{} {}", i + 1, has_label ? std::string(option.labels[i].get()) : option.choices[i]));
        }
        return join(all, say(Words{"，", ", "}));
    }

    // Returns what the newest record has in the field, if people choose it anew for every record.
    std::string usual_answer(const Option& option) {
        const auto [kind, field] = declared(option);
        if (!field || field->several() || (field->target.empty() && field->choices.empty())) return {};
        const store::Record* last = newest(*kind);
        return last ? records::show(*field, last->values[kind->index(field->id)], records::Style::raw) : "";
    }

    const store::Record* newest(const records::Kind& kind) {
        auto known = newest_.find(&kind);
        if (known == newest_.end()) known = newest_.emplace(&kind, store::newest(context_.writing(), kind)).first;
        return known->second ? &*known->second : nullptr;
    }

    // Returns the value that the text means; nothing if another answer is needed, which it then says why.
    std::optional<std::string> read(const Option& option, const std::string& text) {
        if (!option.choices.empty() && !is_list(option)) return read_choice(option, text);
        if (!option.kind.empty() && !is_list(option)) return read_record(option, text);
        std::string value = option.kind.empty() ? text : names_.codes_of(records::kind(option.kind), text);
        if (option.value == "DATE")
            if (const auto day = spoken_day(text, context_.today())) value = day->iso();
        if (const auto [kind, field] = declared(option); field && (field->target.empty() || field->has_roles()))
            if (const auto converted = records::convert(*field, value); !converted.reason.empty())
                throw Error(Exit::usage, converted.reason);
        return value;
    }

    static std::optional<std::string> read_choice(const Option& option, const std::string& text) {
        if (const auto number = whole_number(text); number && *number >= 1 && *number <= std::ssize(option.choices))
            return option.choices[static_cast<std::size_t>(*number) - 1];
        for (std::size_t i = 0; i < option.choices.size(); ++i) {
            const bool has_label = i < option.labels.size();
            if (text == option.choices[i] ||
                (has_label && (text == option.labels[i].zh || text == option.labels[i].en)))
                return option.choices[i];
        }
        throw Error(Exit::usage, say(Words{"没有“{}”", "\"{}\" is not a choice"}, text));
    }

    std::optional<std::string> read_record(const Option& option, const std::string& text) {
        const records::Kind& kind = records::kind(option.kind);
        try {
            const std::string code = names_.code_of(kind, text);
            store::find(context_.writing(), kind, code);
            return code;
        } catch (const Error&) {
            std::size_t more = 0;
            const auto hits =
                store::search(context_.writing(), {.text = text, .kinds = {&kind}, .limit = most_hits}, more);
            if (hits.empty()) throw;
            return chosen(hits, more);
        }
    }

    // Shows what was found and returns the code of the one that is chosen.
    std::optional<std::string> chosen(const std::vector<store::Hit>& hits, std::size_t more) {
        std::vector<std::string> lines;
        for (const store::Hit& hit : hits) lines.push_back(fmt::format("{} {} {}", hit.code, hit.title, hit.area_name));
        const auto place = ask_number(context_, lines, more);
        return place ? std::optional(hits[*place].code) : std::nullopt;
    }

    Context& context_;
    RecordNames names_;
    std::map<const records::Kind*, std::optional<store::Record>> newest_;
};

// Returns whether the kind needs this field or another one, such as platform or area, and none of them is given.
bool is_alternative(const Options& options, const Option& option) {
    const auto [kind, field] = declared(option);
    if (!field) return false;
    const auto& all = kind->at_least_one_of;
    const auto is_one = [&](const records::Field* one) {
        return std::find(all.begin(), all.end(), one->id) != all.end();
    };
    return is_one(field) && std::none_of(options.begin(), options.end(), [&, owner = kind](const Option& other) {
               const auto [its_kind, its_field] = declared(other);
               return its_kind == owner && is_one(its_field) && is_given(other);
           });
}

bool is_missing(const Option& option) { return !std::holds_alternative<bool*>(option.into) && !is_given(option); }

}  // namespace

std::optional<std::size_t> ask_number(Context& context, const std::vector<std::string>& lines, std::size_t more) {
    for (std::size_t i = 0; i < lines.size(); ++i) context.tell(fmt::format("  {} {}", i + 1, lines[i]));
    if (more > 0) context.tell(say(Words{"  另有 {} 条", "  and {} more"}, more));
    const auto number = whole_number(context.answer(say(Words{"选择序号（回车重填）", "Number (Enter: again)"})));
    if (!number || *number < 1 || *number > std::ssize(lines)) return std::nullopt;
    return static_cast<std::size_t>(*number) - 1;
}

bool may_ask(const Command& command, const std::vector<std::string>& words) {
    return command.opens == Opens::writing && isatty(STDIN_FILENO) && isatty(STDERR_FILENO) &&
           std::find(words.begin(), words.end(), "--yes") == words.end();
}

void ask_for_missing(Context& context, const std::string& line, const std::vector<std::string>& words,
                     const Options& options) {
    const auto is_needed_yet = [](const Option& option) { return is_needed(option) && is_missing(option); };
    if (std::none_of(options.begin(), options.end(), is_needed_yet)) return;
    context.tell(say(Words{"请依次填写，Ctrl-C 取消。", "Answer each question; Ctrl-C cancels."}));
    std::string said = "cpcc " + line;
    for (const std::string& word : words) said += " " + shell_word(word);
    Questions questions(context);
    for (const Option& option : options) {
        const bool wanted = is_needed(option) || is_alternative(options, option);
        const bool is_asked = (wanted || option.asked) && is_missing(option);
        const std::string value = is_asked ? questions.ask(option, wanted) : "";
        if (value.empty()) continue;
        give(option, value);
        said += (option.positional ? " " : " --" + option.name + " ") + shell_word(value);
    }
    context.tell(said);
}

}  // namespace cpcc::cli
