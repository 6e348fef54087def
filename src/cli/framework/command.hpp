// What a command is: words, options as data, and what to do once they are parsed. Help, completion and the parser all read
// the same options. Knows no CLI11: that is parse.cpp's.
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

struct Option {
    using Into = std::variant<bool*, std::string*, std::optional<std::string>*, std::vector<std::string>*>;
    std::string name;                          // "held-on"; of a positional, what stands for it in help: "CODE"
    Into into;                                 // a vector: the option may be repeated
    Words help;
    std::string value = {};                    // what stands for the value in help: "DATE"
    bool positional = false;
    bool required = false;                     // the parser insists on it
    bool needed = false;                       // it must be said unless something stands in for it: help says so
    std::vector<std::string> choices = {};     // for completion, and help where there are few
    std::string_view kind = {};                // the kind whose codes complete it
    bool file = false;                         // completed by file names
    Words about = {};                          // what the manual page adds to `help`
};

using Options = std::vector<Option>;
using Action = std::function<int(Context&)>;

// A command line and what it does. A test runs or parses every one of them.
struct Example {
    std::string line;
    Words help;
};

// `setup` binds options to what the action holds; it opens nothing and works nothing out.
struct Command {
    std::string verb;                          // empty where the noun is the whole command
    Words help;
    std::function<Action(Options&)> setup;
    Words about = {};                          // the long text, in the Markdown of framework/markdown.hpp
    std::vector<Example> examples = {};

    Command explained(Words text) && {
        about = text;
        return std::move(*this);
    }
    Command with_example(std::string line, Words what) && {
        examples.push_back({std::move(line), what});
        return std::move(*this);
    }
};

// Makes a command of its three parts: a struct of what its options say, the rows that fill one, and what it does with one.
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

// Makes a command that has no options of its own.
inline Command plain_command(std::string verb, Words help, int (*run)(Context&)) {
    return {std::move(verb), help, [run](Options&) -> Action { return run; }};
}

struct Noun {
    std::string name;
    Words help;
    bool listed = true;                        // in the overview
    std::function<std::vector<Command>()> commands;   // made only when the noun is named
    std::string default_verb = {};             // what a missing verb means
};

}  // namespace cpcc::cli
