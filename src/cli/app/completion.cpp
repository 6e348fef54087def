// cpcc completion SHELL, and cpcc complete -- WORD…, which the scripts call
#include "app/command_table.hpp"
#include "app/completion_scripts.hpp"
#include "app/completion_values.hpp"
#include "cpcc/base/error.hpp"
#include "cpcc/base/pinyin.hpp"
#include "cpcc/base/printable.hpp"
#include "cpcc/base/text.hpp"
#include "cpcc/records/registry.hpp"
#include "cpcc/store/names.hpp"
#include "cpcc/store/records.hpp"
#include "framework/chinese_words.hpp"
#include "framework/context.hpp"

#include <algorithm>
#include <memory>
#include <set>

namespace cpcc::cli {

namespace {

struct CompletionOptions {
    std::string shell;
};

struct CompleteOptions {
    std::vector<std::string> words;
};

const Option* option_named(const Options& options, std::string_view word) {
    const auto found = std::find_if(options.begin(), options.end(),
                                    [&](const Option& o) { return !o.positional && word == "--" + o.name; });
    return found == options.end() ? nullptr : &*found;
}

// Splits a comma-separated value before the part being typed.
std::pair<std::string, std::string> last_part(const std::string& word) {
    const auto comma = word.rfind(',');
    return comma == std::string::npos ? std::pair{std::string(), word}
                                      : std::pair{word.substr(0, comma + 1), word.substr(comma + 1)};
}

struct Line {
    const Noun* noun = nullptr;
    std::vector<Command> commands;
    const Command* command = nullptr;
    std::size_t positionals = 0;
    std::string before;  // the word before the one being typed
};

// Assumes the default verb, as in `report --by …`.
void assume_default_verb(Line& line) {
    if (!line.noun || line.command || line.noun->default_verb.empty()) return;
    for (const Command& command : line.commands)
        if (command.verb == line.noun->default_verb) line.command = &command;
}

Line read_line(const std::vector<std::string>& words, const Options& globals) {
    Line line;
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
        line.before = words[i];
        if (words[i].starts_with("--")) {
            const Option* global = option_named(globals, words[i]);
            if (global && !std::holds_alternative<bool*>(global->into) && i + 2 < words.size())
                line.before = words[++i];
            else if (!global)
                assume_default_verb(line);
        } else if (!line.noun) {
            const auto found =
                std::find_if(nouns().begin(), nouns().end(), [&](const Noun& n) { return is_noun(words[i], n.name); });
            if (found == nouns().end()) continue;
            line.noun = &*found;
            line.commands = found->commands();
            if (line.commands.size() == 1 && line.commands[0].verb.empty()) line.command = &line.commands[0];
        } else if (!line.command) {
            const auto found = std::find_if(line.commands.begin(), line.commands.end(), [&](const Command& c) {
                return is_verb(words[i], line.noun->name, c.verb);
            });
            if (found != line.commands.end()) line.command = &*found;
        } else if (!words[i - 1].starts_with("--")) {
            ++line.positionals;
        }
    }
    if (words.back().starts_with("-")) assume_default_verb(line);
    return line;
}

Candidates candidates(Context& context, const std::vector<std::string>& words) {
    Candidates all, named;  // `named` need not begin like the typed word
    Globals unused;
    const Options globals = global_options(unused);
    const std::string& typed = words.back();
    Line line = read_line(words, globals);
    Options options = globals;
    if (line.command) {
        Options own;
        line.command->setup(own);
        options.insert(options.begin(), own.begin(), own.end());
    }
    const Option* awaiting = option_named(options, line.before);
    if (awaiting && !std::holds_alternative<bool*>(awaiting->into)) {
        const auto [head, tail] = last_part(typed);
        add_values(context, *awaiting, tail, all, named);
        for (Candidates* some : {&all, &named})
            for (auto& [word, what] : *some) word.insert(0, head);
    } else if (typed.starts_with("-")) {
        for (const Option& option : options)
            if (!option.positional) all.emplace_back("--" + option.name, option.help.str());
    } else if (!line.noun) {
        for (const Noun& noun : nouns())
            if (noun.listed) all.emplace_back(noun.name, noun.help.str());
    } else if (!line.command) {
        for (const Command& command : line.commands) all.emplace_back(command.verb, command.help.str());
    } else {
        std::size_t place = 0;
        for (const Option& option : options)
            if (option.positional && place++ == line.positionals) add_values(context, option, typed, all, named);
    }
    std::erase_if(all, [&](const auto& candidate) { return !candidate.first.starts_with(typed); });
    all.insert(all.end(), named.begin(), named.end());
    return all;
}

int complete(Context& context, const CompleteOptions& options) {
    if (options.words.empty()) return 0;
    for (const auto& [word, what] : candidates(context, options.words)) {
        context.streams().out << printable(word);
        if (!what.empty()) context.streams().out << '\t' << printable(what.substr(0, what.find('\n')));
        context.streams().out << '\n';
    }
    return 0;
}

int print_script(Context& context, const CompletionOptions& options) {
    for (const CompletionScript& script : completion_scripts())
        if (script.shell == options.shell) {
            context.streams().out << script.text;
            return 0;
        }
    throw Error(Exit::usage, say(Words{"不支持“{}”的命令补全", "no completion for shell \"{}\""}, options.shell),
                say(Words{"可选值：bash、zsh、fish", "use bash, zsh or fish"}));
}

Options completion_rows(CompletionOptions& o) {
    return {{.name = "SHELL",
             .into = &o.shell,
             .help = {"bash、zsh 或 fish", "bash, zsh or fish"},
             .positional = true,
             .required = true,
             .choices = {"bash", "zsh", "fish"}}};
}

Options complete_rows(CompleteOptions& o) {
    return {{.name = "WORD",
             .into = &o.words,
             .help = {"命令行中的各个词", "words of the command line"},
             .positional = true}};
}

}  // namespace

Command completion_command() {
    return command<CompletionOptions>("", {"输出 shell 补全脚本", "print a shell completion script"}, completion_rows,
                                      print_script);
}
Command complete_command() {
    return command<CompleteOptions>(
        "", {"补全一行命令（供补全脚本调用）", "complete a command line (for the completion scripts)"}, complete_rows,
        complete);
}

}  // namespace cpcc::cli
