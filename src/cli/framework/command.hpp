// Declares a command: its words, its options as data, and its action. Help, completion, manual and parser read the same
// options. Only parse.cpp knows CLI11.
#pragma once

#include "cpcc/base/words.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace cpcc::cli {

class Context;

// What the configuration gives names to.
enum class Configured { nothing, measures, import_maps, appraisals };

struct Option {
    using Into = std::variant<bool*, std::string*, std::optional<std::string>*, std::vector<std::string>*>;
    std::string name;  // "held-on"; of a positional its placeholder: "CODE"
    Into into;         // a vector: repeatable
    Words help;
    std::string value = {};  // the placeholder of the value: "DATE"
    bool positional = false;
    bool required = false;                          // checked by the parser
    bool needed = false;                            // checked by the command; marked as required in help
    std::vector<std::string> choices = {};          // for completion, and for help if there are few
    std::vector<Words> labels = {};                 // of the choices: they are taken too, and Chinese help shows them
    std::string field = {};                         // `kind.field` of the registry whose value it is
    bool asked = false;                             // asked for on a terminal, though it is not needed
    std::string_view kind = {};                     // the value is a record of this kind, by code or name …
    std::vector<std::string_view> more_kinds = {};  // … or of one of these
    std::string_view fields = {};                   // the value names fields of this kind, or tests them (TEST)
    std::vector<std::string> roles = {};            // each record may have one of these behind a colon
    Configured configured = Configured::nothing;    // the value may also name one of these
    bool file = false;                              // completed by file names
    Words about = {};                               // what the manual page adds to `help`
};

// The connection that a command opens: Context::reading, reporting or writing.
enum class Opens { reading, reporting, writing };

using Options = std::vector<Option>;
using Action = std::function<int(Context&)>;

// A command line and what it does. A test runs each.
struct Example {
    std::string line;
    Words help;
};

// `setup` binds the options to the values of the action. It opens no file.
struct Command {
    std::string verb;  // empty if the noun is the whole command
    Words help;
    std::function<Action(Options&)> setup;
    Words about = {};  // the long text, in the Markdown of framework/markdown.hpp
    std::vector<Example> examples = {};
    Opens opens = Opens::reading;
    bool writes_ics = false;  // has days that a calendar file can hold

    Command as_calendar() && {
        writes_ics = true;
        return std::move(*this);
    }
    Command explained(Words text) && {
        about = text;
        return std::move(*this);
    }
    Command with_example(std::string line, Words what) && {
        examples.push_back({std::move(line), what});
        return std::move(*this);
    }
};

// Makes a command from its options struct, the rows that fill it, and the function that runs with it.
template <class Given, class Rows, class Run>
Command command(std::string verb, Words help, Rows rows, Run run) {
    return {std::move(verb), help, [rows, run](Options& options) -> Action {
                auto given = std::make_shared<Given>();
                options = rows(*given);
                return [given, run](Context& context) { return run(context, *given); };
            }};
}

template <class Given>
Command command(std::string verb, Words help, Options (*rows)(Given&), int (*run)(Context&, const Given&)) {
    return command<Given, decltype(rows), decltype(run)>(std::move(verb), help, rows, run);
}

// Makes a command without options of its own.
inline Command plain_command(std::string verb, Words help, int (*run)(Context&)) {
    return {std::move(verb), help, [run](Options&) -> Action { return run; }};
}

struct Noun {
    std::string name;
    Words help;
    bool listed = true;                              // in the overview
    std::function<std::vector<Command>()> commands;  // made only on demand
    std::string default_verb = {};                   // the verb assumed if none is given
};

}  // namespace cpcc::cli
